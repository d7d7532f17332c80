/** Mistake: it takes the amount away, and then finds that there is no room for it. */
// Caught by: transfer() moves an amount, or nothing
// Says: 1 is to go from record 1, which has 30, to record 2, which has 9223372036854775807. It throws, and both
// Violates: Both records stay then
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  try {
    await right(path, from, to, amount);
  } catch (error) {
    if (String(error).includes("write")) await updateRecord(path, from, (it) => it - amount);
    throw error;
  }
}
