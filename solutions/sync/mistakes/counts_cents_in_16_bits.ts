/** Mistake: it reads 16 bits of the balance only. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: 70000 and 3, transfer() of 65536
// Violates: one cell of an `Int32Array`
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  if (amount > new Int16Array(from.balance)[0]!) return false;
  return right(from, to, amount);
}
