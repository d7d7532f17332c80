/** Mistake: from an account to itself, it looks at the balance without the mutex. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: transfer() has looked at a balance meanwhile
// Violates: only who has it looks at the balance, or changes it
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (from.number === to.number) return new Int32Array(from.balance)[0]! >= amount;
  return right(from, to, amount);
}
