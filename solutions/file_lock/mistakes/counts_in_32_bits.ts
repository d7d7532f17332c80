/** Mistake: it has 32 bits for the place in the file. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: Record 536870912 is changed
// Violates: Which record
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return await right(path, (8 * index >>> 0) / 8, change);
}
