/** Mistake: it takes the first record for number 1. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: It was 202050057, and change gets
// Violates: the first one is 0
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return await right(path, Math.max(0, index - 1), change);
}
