/** Mistake: it moves a negative amount the other way. */
// Caught by: transfer() moves an amount, or nothing
// Says: -1 is to go from record
// Violates: When the amount is negative
export * from "../file_lock.ts";
import { transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (amount < 0n) await right(path, to, from, -amount);
  else await right(path, from, to, amount);
}
