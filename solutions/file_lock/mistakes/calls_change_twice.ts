/** Mistake: it calls change once more, when it writes. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: and change is called 2 times
// Violates: Gets the value, once
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return await right(path, index, async (old) => {
    await change(old);
    return await change(old);
  });
}
