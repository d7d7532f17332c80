/** Mistake: it changes the environment of the server, which the next program gets, too. */
// Caught by: handOver() tells the program who its client is
// Says: has changed the environment of its own process
// Violates: which stays as it is
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export function handOver(fd: Fd, program: Program, client?: Client): number {
  if (client) {
    Deno.env.set("REMOTE_HOST", client.host);
    Deno.env.set("REMOTE_PORT", `${client.port}`);
  }
  return right(fd, program);
}

type Client = { host: string; port: number };
