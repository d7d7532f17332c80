/** Mistake: it clears `O_NONBLOCK` when the program runs, and may have read already. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: nothing had come, and it ended instead of waiting
// Violates: When it reads and nothing has come, it waits
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
  try {
    return spawn(command, args, { 0: connection, 1: connection }, { env, session: true });
  } finally {
    fcntl(connection, F_SETFL, 0);
    close(connection);
  }
}
