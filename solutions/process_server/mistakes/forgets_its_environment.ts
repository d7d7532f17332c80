/** Mistake: the program does not get all that is in the environment of the server. */
// Caught by: handOver() tells the program who its client is
// Says: has lost a variable of the environment
// Violates: beside everything that is in yours
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { close, F_SETFL, fcntl, type Fd } from "lib/sys/fd.ts";
import { spawn } from "lib/sys/process.ts";

export function handOver(
  connection: Fd,
  [command, ...args]: Program,
  client?: { host: string; port: number },
): number {
  const env = client && { REMOTE_HOST: client.host, REMOTE_PORT: `${client.port}` };
  fcntl(connection, F_SETFL, 0);
  try {
    const options = { env: env ?? Deno.env.toObject(), session: true };
    return spawn(command, args, { 0: connection, 1: connection }, options);
  } finally {
    close(connection);
  }
}
