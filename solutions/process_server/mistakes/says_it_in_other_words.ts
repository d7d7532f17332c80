/** Mistake: it tells the program who its client is under names that nobody looks for. */
// Caught by: handOver() tells the program who its client is
// Says: REMOTE_HOST of the program is ""
// Violates: as `REMOTE_HOST` and
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { close, F_SETFL, fcntl, type Fd } from "lib/sys/fd.ts";
import { spawn } from "lib/sys/process.ts";

export function handOver(
  connection: Fd,
  [command, ...args]: Program,
  client?: { host: string; port: number },
): number {
  const remote = client && { CLIENT_HOST: client.host, CLIENT_PORT: `${client.port}` };
  const env = { ...Deno.env.toObject(), ...remote };
  fcntl(connection, F_SETFL, 0);
  try {
    return spawn(command, args, { 0: connection, 1: connection }, { env, session: true });
  } finally {
    close(connection);
  }
}
