/** Mistake: the program belongs to the session of the server, and so does what it starts. */
// Caught by: handOver() gives the program a session of its own, and no other descriptor
// Says: is in the session
// Violates: It leads a session of its own
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
  const pid = spawn(command, args, { 0: connection, 1: connection }, { env });
  close(connection);
  return pid;
}
