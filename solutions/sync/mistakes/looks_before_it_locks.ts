/** Mistake: it looks whether there is enough before it has the mutex. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: the account from which money is moved
// Violates: only who has it looks at the balance, or changes it
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (new Int32Array(from.balance)[0]! < amount) return false;
  return right(from, to, amount);
}
