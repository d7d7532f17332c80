/** Mistake: when both records are the same one, the amount is added to it. */
// Caught by: transfer() moves an amount, or nothing
// Says: 30 is to go from record 1, which has 30, to record 1, which has 30. It moves the amount. Record 1 is 60
// Violates: which may be the same one
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  await right(path, from, to, amount);
  if (from === to) await updateRecord(path, to, (value) => value + amount);
}
