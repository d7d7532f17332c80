/** Mistake: it takes two objects of the same memory for two accounts. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: From an account to itself: it sleeps on
// Violates: with objects of its own, but the same memory
export * from "../sync.ts";
import { type Account, Mutex, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (from.mutex === to.mutex || from.number !== to.number) return right(from, to, amount);
  const [first, second] = [new Mutex(from.mutex), new Mutex(to.mutex)];
  first.lock();
  second.lock();
  second.unlock();
  first.unlock();
  return right(from, to, amount);
}
