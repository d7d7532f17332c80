/** Mistake: it takes the numbers for numbers without a sign. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: and change gets 9225348980303659521
// Violates: a whole number with a sign in 8 bytes
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  let value = 0n;
  await right(path, index, async (old) => {
    value = await change(BigInt.asUintN(64, old));
    return BigInt.asIntN(64, value);
  });
  return value;
}
