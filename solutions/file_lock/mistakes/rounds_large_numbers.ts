/** Mistake: it calculates with a number, which has 53 bits. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: is changed to 9007199254740993, and updateRecord() gives
// Violates: in 8 bytes
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return await right(path, index, async (old) => BigInt(Number(await change(old))));
}
