/** Mistake: it takes a length of 0 for no bytes. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: 0 to -1
// Violates: `Infinity`, when it goes to the end of the file
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  return holder && holder.last === Infinity ? { ...holder, last: holder.first - 1 } : holder;
}
