/** Mistake: it writes the lower 8 bytes of a sum that needs more. */
// Caught by: transfer() moves an amount, or nothing
// Says: to record 2, which has 9223372036854775807. It has to throw RangeError
// Violates: when 8 bytes cannot hold what `to` would have
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  try {
    await right(path, from, to, amount);
  } catch (error) {
    if (!String(error).includes("write")) throw error;
    await updateRecord(path, from, (giving) => giving - amount);
    await updateRecord(path, to, (getting) => BigInt.asIntN(64, getting + amount));
  }
}
