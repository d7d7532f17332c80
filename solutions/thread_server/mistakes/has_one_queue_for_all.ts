/** Mistake: those who wait for all pools of a process stand in one queue. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: One of three threads is free, and room() does not return
// Violates: A process may have several pools
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

const queue: Fd[] = [];

export class Pool extends Right {
  protected override readonly queue: Fd[] = queue;
}
