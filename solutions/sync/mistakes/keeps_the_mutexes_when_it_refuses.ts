/** Mistake: it returns early, and keeps the mutexes locked. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: after transfer() has returned false, a mutex is locked
// Violates: and then nothing has changed
export * from "../sync.ts";
import { type Account, Mutex, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const moved = right(from, to, amount);
  if (!moved) new Mutex(from.mutex).lock();
  return moved;
}
