/** Mistake: it takes the number 0 for the sign that there is no account. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: transfer() of 0 has returned false, not true
// Violates: a whole number
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (!from.number || !to.number) return false;
  return right(from, to, amount);
}
