/** Mistake: it has 16 bits for the length of a record. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: 140000 numbers
// Violates: at most a quarter as many as there are cells
export * from "../shared_memory.ts";
import { publish as right } from "../shared_memory.ts";

export function publish(cells: Int32Array, record: number[]): void {
  right(cells, record.slice(0, record.length & 0xffff));
}
