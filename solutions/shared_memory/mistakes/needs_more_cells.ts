/** Mistake: it needs twenty cells. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: in 16 cells
// Violates: at least 16 cells
export * from "../shared_memory.ts";
import { publish as right } from "../shared_memory.ts";

export function publish(cells: Int32Array, record: number[]): void {
  if (cells.length < 20 && record.length > 2) record = record.slice(0, 2);
  right(cells, record);
}
