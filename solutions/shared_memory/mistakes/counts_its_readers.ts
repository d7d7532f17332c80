/** Mistake: it writes into the cells, for example that somebody is reading. */
// Caught by: latest() changes nothing, and gives a whole record however many are published meanwhile
// Says: cell was changed by latest()
// Violates: changes nothing in the cells
export * from "../shared_memory.ts";
import { latest as right } from "../shared_memory.ts";

export function latest(cells: Int32Array): number[] {
  Atomics.add(cells, cells.length - 1, 1);
  const record = right(cells);
  Atomics.sub(cells, cells.length - 1, 1);
  return record;
}
