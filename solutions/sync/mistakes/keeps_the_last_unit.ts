/** Mistake: it does not move all that is there. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: had 1 and 5, transfer() of 1 has returned false
// Violates: Moves an amount from one account to another
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (amount > 0 && new Int32Array(from.balance)[0] === amount) return false;
  return right(from, to, amount);
}
