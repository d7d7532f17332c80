/** Mistake: it looks for the program in one folder only. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: Cannot posix_spawn /usr/bin/
// Violates: it is searched in `PATH`
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export function handOver(fd: Fd, [command, ...args]: Program, client?: Client): number {
  const path = command.includes("/") ? command : `/usr/bin/${command}`;
  return right(fd, [path, ...args], client);
}

type Client = { host: string; port: number };
