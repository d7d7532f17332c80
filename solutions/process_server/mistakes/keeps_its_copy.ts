/** Mistake: it does not close its copy of the connection, so the client never reads the end. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: it holds the other end itself
// Violates: it is closed in your process when
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { F_SETFL, fcntl, type Fd } from "lib/sys/fd.ts";
import { spawn } from "lib/sys/process.ts";

export function handOver(
  connection: Fd,
  [command, ...args]: Program,
  client?: { host: string; port: number },
): number {
  const remote = client && { REMOTE_HOST: client.host, REMOTE_PORT: `${client.port}` };
  const env = { ...Deno.env.toObject(), ...remote };
  fcntl(connection, F_SETFL, 0);
  return spawn(command, args, { 0: connection, 1: connection }, { env, session: true });
}
