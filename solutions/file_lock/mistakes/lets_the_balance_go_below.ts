/** Mistake: it does not look whether there is enough. */
// Caught by: transfer() moves an amount, or nothing
// Says: 31 is to go from record 0, which has 30, to record 1, which has 0. It has to throw
// Violates: when `from` has less than that
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  try {
    await right(path, from, to, amount);
  } catch (error) {
    if (amount < 0n || from === to || !String(error).includes("there is")) throw error;
    await updateRecord(path, to, (getting) => getting + amount);
    await updateRecord(path, from, (giving) => giving - amount);
  }
}
