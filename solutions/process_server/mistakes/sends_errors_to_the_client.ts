/** Mistake: what the program has to say to the administrator goes to the client. */
// Caught by: handOver() gives the program a session of its own, and no other descriptor
// Says: and that of the program is
// Violates: it gets standard error
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { close, F_SETFL, fcntl, type Fd } from "lib/sys/fd.ts";
import { spawn } from "lib/sys/process.ts";

export function handOver(
  connection: Fd,
  [command, ...args]: Program,
  client?: { host: string; port: number },
): number {
  const remote = client && { REMOTE_HOST: client.host, REMOTE_PORT: `${client.port}` };
  const env = { ...Deno.env.toObject(), ...remote };
  fcntl(connection, F_SETFL, 0);
  const fds = { 0: connection, 1: connection, 2: connection };
  const pid = spawn(command, args, fds, { env, session: true });
  close(connection);
  return pid;
}
