/** Mistake: it moves from the account with the lower number to the other one. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: the accounts 2 and 1 had
// Violates: Where it comes from
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const [first, second] = [from, to].toSorted((one, other) => one.number - other.number);
  return right(first!, second!, amount);
}
