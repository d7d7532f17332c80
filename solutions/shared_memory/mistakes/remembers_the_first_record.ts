/** Mistake: it remembers the first record that it has read. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: was published, and latest() gives
// Violates: Reads the newest record
export * from "../shared_memory.ts";
import { latest as right } from "../shared_memory.ts";

const known = new WeakMap<Int32Array, number[]>();

export function latest(cells: Int32Array): number[] {
  const record = known.get(cells) ?? right(cells);
  if (record.length > 0) known.set(cells, record);
  return [...record];
}
