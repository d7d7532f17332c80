/** Mistake: it starts a shell that starts the program, and gives the number of the shell. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: that is sh, and not cat
// Violates: The process id of the program
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export function handOver(fd: Fd, program: Program, client?: Client): number {
  return right(fd, ["sh", "-c", '"$@"; exit', "sh", ...program], client);
}

type Client = { host: string; port: number };
