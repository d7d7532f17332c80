/** Mistake: it reads from the beginning of the memory, of which it got a part. */
// Caught by: latest() gives a whole record, whatever is published meanwhile
// Says: latest(cells) → 3 4
// Violates: The memory, often a part of a larger one
export * from "../shared_memory.ts";
import { latest as right } from "../shared_memory.ts";

export function latest(cells: Int32Array): number[] {
  return right(new Int32Array(cells.buffer));
}
