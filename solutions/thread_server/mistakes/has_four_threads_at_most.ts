/** Mistake: it starts no more than four threads. */
// Caught by: serve() answers everybody of 200 clients but those who are silent or gone
// Says: 200 clients have come, and number 4 hears nothing
// Violates: How many threads it has, at least 1.
export * from "../thread_server.ts";
import { type Handler, Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override start(threads: number, waiting: number, handler: Handler): Promise<Pool> {
    return super.start(Math.min(threads, 4), waiting, handler);
  }
}
