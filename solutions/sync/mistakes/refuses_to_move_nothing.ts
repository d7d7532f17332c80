/** Mistake: it refuses an amount of 0. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: transfer() of 0 has returned false
// Violates: A whole number from 0 to 2 ** 31 - 1
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  return amount > 0 && right(from, to, amount);
}
