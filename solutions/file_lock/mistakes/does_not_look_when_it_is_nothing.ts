/** Mistake: when the amount is 0, it does not look at the balance. */
// Caught by: transfer() moves an amount, or nothing
// Says: 0 is to go from record 4, which has -5
// Violates: when `from` has less than that
export * from "../file_lock.ts";
import { transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (amount === 0n) return;
  await right(path, from, to, amount);
}
