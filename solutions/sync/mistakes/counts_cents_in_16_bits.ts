/** Mistake: it cuts amounts to 16 bits. */
// Caught by: transfer() moves the amount if it is there, and else nothing
// Says: transfer() of 65536
// Violates: A whole number from 0 to 2 ** 31 - 1
export * from "../sync.ts";
import { type Account, transfer as right } from "../sync.ts";

export function transfer(from: Account, to: Account, amount: number): boolean {
  return right(from, to, amount & 0xffff);
}
