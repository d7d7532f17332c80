/** Mistake: it gives the value that the record had. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: Record 1 is changed to 0, and updateRecord() gives 202050057
// Violates: The new value
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  let before = 0n;
  await right(path, index, (old) => change(before = old));
  return before;
}
