/** Mistake: it closes its copy of the connection only when the program was started. */
// Caught by: handOver() throws when the program cannot be started, and closes the connection
// Says: is over, and the connection is open here
// Violates: it is closed in your process when
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
  const pid = spawn(command, args, { 0: connection, 1: connection }, { env, session: true });
  close(connection);
  return pid;
}
