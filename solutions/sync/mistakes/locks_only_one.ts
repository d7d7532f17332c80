/** Mistake: it locks the account from which money comes, and changes the other one without its mutex. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: the account to which money is moved
// Violates: only who has it looks at the balance, or changes it
export * from "../sync.ts";
import { type Account, Mutex } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const mutex = new Mutex(from.mutex);
  const [out, into] = [new Int32Array(from.balance), new Int32Array(to.balance)];
  mutex.lock();
  const isThere = out[0]! >= amount;
  if (isThere) {
    out[0]! -= amount;
    into[0]! += amount;
  }
  mutex.unlock();
  return isThere;
}
