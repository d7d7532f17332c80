/** Mistake: as long as the record is the same, it gives the same array, which its caller may have changed. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: a record changes when the caller changes what latest() gave
// Violates: in an array of its own
export * from "../shared_memory.ts";
import { latest as right } from "../shared_memory.ts";

const known = new WeakMap<Int32Array, { version: number; record: number[] }>();

export function latest(cells: Int32Array): number[] {
  const version = Atomics.load(cells, 0);
  const last = known.get(cells);
  if (last?.version === version && version % 2 === 0) return last.record;
  const record = right(cells);
  known.set(cells, { version, record });
  return record;
}
