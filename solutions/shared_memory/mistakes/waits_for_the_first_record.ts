/** Mistake: it refuses to read before there is a record. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: Nothing is published
// Violates: an empty one before the first
export * from "../shared_memory.ts";
import { latest as right } from "../shared_memory.ts";

export function latest(cells: Int32Array): number[] {
  if (cells.every((cell) => cell === 0)) throw new Error("Nothing is published");
  return right(cells);
}
