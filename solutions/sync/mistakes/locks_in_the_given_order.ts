/** Mistake: it locks the account from which money comes first, and another thread does so the other way round. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: Deadlock
// Violates: each call ends
export * from "../sync.ts";
import { type Account, Mutex } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const [first, second] = [new Mutex(from.mutex), new Mutex(to.mutex)];
  const [out, into] = [new Int32Array(from.balance), new Int32Array(to.balance)];
  first.lock();
  if (from.number !== to.number) second.lock();
  const isThere = out[0]! >= amount;
  if (isThere) [out[0]! -= amount, into[0]! += amount];
  if (from.number !== to.number) second.unlock();
  first.unlock();
  return isThere;
}
