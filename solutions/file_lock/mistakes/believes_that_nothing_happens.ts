/** Mistake: when both records are the same one, it does not look at the amount. */
// Caught by: transfer() moves an amount, or nothing
// Says: 31 is to go from record 1, which has 30, to record 1
// Violates: When the amount is negative, when `from` has less than that
export * from "../file_lock.ts";
import { transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (from === to && amount >= 0n) return;
  await right(path, from, to, amount);
}
