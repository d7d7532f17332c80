/** Mistake: it clears the rest of the memory behind a record, also what is not its own. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: publish() has written beside
// Violates: The memory, at least 16 cells
export * from "../shared_memory.ts";
import { publish as right } from "../shared_memory.ts";

export function publish(cells: Int32Array, record: number[]): void {
  right(cells, record);
  const all = new Int32Array(cells.buffer, cells.byteOffset);
  all.fill(0, 2 + record.length);
}
