/** Mistake: it has one mutex, then the other: in between, the amount is nowhere, and another call fails. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: No order of these calls explains
// Violates: no amount is lost
export * from "../sync.ts";
import { type Account, Mutex } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const [out, into] = [new Mutex(from.mutex), new Mutex(to.mutex)];
  const [one, other] = [new Int32Array(from.balance), new Int32Array(to.balance)];
  out.lock();
  const isThere = one[0]! >= amount;
  if (isThere) one[0]! -= amount;
  out.unlock();
  if (!isThere) return false;
  into.lock();
  other[0]! += amount;
  into.unlock();
  return true;
}
