/** Mistake: it tells which bytes it has asked about, and not which are locked. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: gives pid undefined, exclusive true, 16 to 23. It has to give pid undefined, exclusive true, 16 to 16
// Violates: The first byte that it locks
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  return holder && { ...holder, first: 8 * index, last: 8 * index + 7 };
}
