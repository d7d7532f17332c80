/** Mistake: it takes the amount away before it has the lock on the other record. */
// Caught by: transfer() waits for both records before it changes one
// Says: Meanwhile they have 40 and 100
// Violates: It changes the records while it has record locks on both
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (from === to || amount < 0n) return await right(path, from, to, amount);
  await updateRecord(path, from, (giving) => {
    if (giving < amount) throw new RangeError(`${giving} is less than ${amount}`);
    return giving - amount;
  });
  try {
    await updateRecord(path, to, (getting) => getting + amount);
  } catch (error) {
    await updateRecord(path, from, (giving) => giving + amount);
    throw error;
  }
}
