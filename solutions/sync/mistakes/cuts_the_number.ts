/** Mistake: it compares 32 bits of the account numbers only, and takes two accounts for the same. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: the accounts 1099511627776 and 0
// Violates: The number of the account, which no other one has
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if ((from.number | 0) === (to.number | 0)) return new Int32Array(from.balance)[0]! >= amount;
  return right(from, to, amount);
}
