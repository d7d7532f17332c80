/** Mistake: it writes only a value that is another one: the file does not grow for a 0. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: Record 1 of an empty file stays 0. Then the file has 0 bytes
// Violates: the file grows
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const same = new Error("It stays");
  let result = 0n;
  const call = right(path, index, async (old) => {
    result = await change(old);
    if (result === old) throw same;
    return result;
  });
  return await call.catch((error) => {
    if (error === same) return result;
    throw error;
  });
}
