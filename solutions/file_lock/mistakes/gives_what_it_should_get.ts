/** Mistake: it moves the amount the wrong way. */
// Caught by: transfer() moves an amount, or nothing
// Says: which has 20. It moves the amount. Record 0 is
// Violates: The record that gives
export * from "../file_lock.ts";
import { transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  await right(path, to, from, amount);
}
