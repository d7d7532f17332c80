/** Mistake: it writes the lower 8 bytes of a value that needs more. */
// Caught by: updateRecord() leaves the record when it cannot be changed
// Says: 8 bytes cannot hold 9223372036854775808. It has to throw RangeError: it returned
// Violates: a `RangeError`, when 8 bytes cannot hold the new value
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return await right(path, index, async (old) => BigInt.asIntN(64, await change(old)));
}
