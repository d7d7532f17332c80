/** Mistake: it reads, adds and writes, and another thread does the same meanwhile. */
// Caught by: Counters lose nothing, whatever two or three threads count at the same time
// Says: served
// Violates: lose nothing
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override leave(failed: boolean): void {
    const cells = new Int32Array(this.shared);
    Atomics.sub(cells, 2, 1);
    cells[failed ? 1 : 0]!++;
  }
}
