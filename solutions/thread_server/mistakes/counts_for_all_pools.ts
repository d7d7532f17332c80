/** Mistake: all pools of a process have the same counters. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: the counters of the pool say
// Violates: Count all conversations of the pool
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { Counters } from "../thread_server.ts";

const all = Counters.create();

export class Pool extends Right {
  override readonly counters = all;
}
