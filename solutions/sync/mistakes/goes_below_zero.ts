/** Mistake: it does not ask whether there is enough. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: transfer() of 1 has returned true
// Violates: `false` when the balance is less than the amount
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const balance = new Int32Array(from.balance);
  balance[0]! += amount;
  const moved = right(from, to, amount);
  balance[0]! -= amount;
  return moved;
}
