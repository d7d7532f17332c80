/** Mistake: it takes the numbers out of the list. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: publish() has changed the record that it was given
// Violates: They stay as they are.
export * from "../shared_memory.ts";
import { publish as right } from "../shared_memory.ts";

export function publish(cells: Int32Array, record: number[]): void {
  right(cells, record.splice(0));
}
