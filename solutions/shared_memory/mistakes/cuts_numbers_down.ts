/** Mistake: it keeps 16 bits of each number. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: was published, and latest() gives
// Violates: Whole numbers from -(2 ** 31) to 2 ** 31 - 1
export * from "../shared_memory.ts";
import { publish as right } from "../shared_memory.ts";

export function publish(cells: Int32Array, record: number[]): void {
  right(cells, record.map((number) => number << 16 >> 16));
}
