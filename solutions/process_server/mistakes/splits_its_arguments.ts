/** Mistake: it lets a shell take the words of the command apart. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: The program ["printf"
// Violates: it gets each of them as it is
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export function handOver(fd: Fd, program: Program, client?: Client): number {
  return right(fd, ["sh", "-c", `exec ${program.join(" ")}`], client);
}

type Client = { host: string; port: number };
