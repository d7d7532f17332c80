/** Mistake: it reads both balances before it writes them: to the same account, the amount is added. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: From an account to itself: with
// Violates: whose balance stays as it is
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  const before = new Int32Array(from.balance)[0]!;
  const moved = right(from, to, amount);
  if (moved && from.number === to.number) new Int32Array(to.balance)[0] = before + amount;
  return moved;
}
