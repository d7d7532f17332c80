/** Mistake: it says that the program could not be started, and not why. */
// Caught by: handOver() throws when the program cannot be started, and closes the connection
// Says: it threw Error, not ENOENT
// Violates: With the `code` `ENOENT`
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export function handOver(fd: Fd, program: Program, client?: Client): number {
  try {
    return right(fd, program, client);
  } catch {
    throw new Error(`Cannot start ${program[0]}`);
  }
}

type Client = { host: string; port: number };
