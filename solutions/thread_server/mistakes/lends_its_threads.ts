/** Mistake: the threads of all pools stand in one list, and whoever ends a pool ends those of others. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: One pool is drained
// Violates: A process may have several pools
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Thread } from "lib/sys/thread.ts";

const all: Thread[] = [];

export class Pool extends Right {
  protected override readonly idle: Thread[] = all;
}
