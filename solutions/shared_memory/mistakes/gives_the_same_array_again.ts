/** Mistake: it puts every record into the same array. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: a later call has changed an array that latest() has given
// Violates: in an array of its own
export * from "../shared_memory.ts";
import { latest as right } from "../shared_memory.ts";

const kept: number[] = [];

export function latest(cells: Int32Array): number[] {
  kept.splice(0, kept.length, ...right(cells));
  return kept;
}
