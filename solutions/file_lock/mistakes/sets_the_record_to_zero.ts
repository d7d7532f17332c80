/** Mistake: when change throws, it writes zero. */
// Caught by: updateRecord() leaves the record when it cannot be changed
// Says: the records have to stay 1,2,3, and are 1,0,3
// Violates: record stays
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  try {
    return await right(path, index, change);
  } catch (error) {
    if ((error as { code?: string })?.code !== "ENOENT") await right(path, index, () => 0n);
    throw error;
  }
}
