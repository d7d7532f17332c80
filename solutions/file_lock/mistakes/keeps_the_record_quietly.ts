/** Mistake: it gives the old value when change throws, as if nothing had happened. */
// Caught by: updateRecord() leaves the record when it cannot be changed
// Says: updateRecord() has to throw it, and throws nothing
// Violates: What `change` throws
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return await right(path, index, async (old) => {
    try {
      return await change(old);
    } catch {
      return old;
    }
  });
}
