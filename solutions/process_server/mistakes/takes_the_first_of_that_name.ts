/** Mistake: it takes the first thing of that name in `PATH`, be it a folder, or a file that may not be run. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: printf: EACCES
// Violates: it is searched in `PATH`
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import { existsSync } from "node:fs";

export function handOver(fd: Fd, [command, ...args]: Program, client?: Client): number {
  const folders = Deno.env.get("PATH")!.split(":");
  const folder = folders.find((it) => existsSync(`${it}/${command}`));
  const path = command.includes("/") || !folder ? command : `${folder}/${command}`;
  return right(fd, [path, ...args], client);
}

type Client = { host: string; port: number };
