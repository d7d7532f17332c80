/** Mistake: it gives the first byte behind the lock as its last one. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: gives pid undefined, exclusive true, 16 to 24
// Violates: The last one
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  return holder && { ...holder, last: holder.last + 1 };
}
