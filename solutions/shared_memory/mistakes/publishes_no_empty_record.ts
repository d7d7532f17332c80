/** Mistake: it does nothing when the record is empty. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: [] was published, and latest() gives
// Violates: or none
export * from "../shared_memory.ts";
import { publish as right } from "../shared_memory.ts";

export function publish(cells: Int32Array, record: number[]): void {
  if (record.length > 0) right(cells, record);
}
