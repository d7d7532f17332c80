/** Mistake: it has one mutex, then the other: in between, the amount is nowhere, and another call fails. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: A thread has both mutexes, and of 20 in the beginning, 17 are there
// Violates: sees all of it in one of them
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
