/** Mistake: the program writes to the standard output of the server, and not to the client. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: fd 1 of the program is
// Violates: the connection itself is its standard input
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
  const pid = spawn(command, args, { 0: connection }, { env, session: true });
  close(connection);
  return pid;
}
