/** Mistake: it compares the greatest number, and then stores its own one, which may be smaller by then. */
// Caught by: Counters lose nothing, whatever two or three threads count at the same time
// Says: greatest
// Violates: How many were inside at the same time, at most
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override enter(): void {
    const cells = new Int32Array(this.shared);
    const inside = Atomics.add(cells, 2, 1) + 1;
    if (inside > Atomics.load(cells, 3)) Atomics.store(cells, 3, inside);
  }
}
