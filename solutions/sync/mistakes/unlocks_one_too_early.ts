/** Mistake: it unlocks one account before it has changed both balances. */
// Caught by: transfer() ends and loses nothing, whatever other threads do with the accounts
// Says: a thread with the mutex of X, and then with that of Y, has added 1
// Violates: only who has it looks at the balance, or changes it
export * from "../sync.ts";
import { type Account, Mutex, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (from.number === to.number) return right(from, to, amount);
  const inOrder = [from, to].toSorted((one, other) => one.number - other.number);
  const [first, second] = inOrder.map(({ mutex }) => new Mutex(mutex));
  const [out, into] = [from, to].map(({ balance }) => new Int32Array(balance));
  first!.lock();
  second!.lock();
  const isThere = out![0]! >= amount;
  if (isThere) out![0]! -= amount;
  first!.unlock();
  if (isThere) into![0]! += amount;
  second!.unlock();
  return isThere;
}
