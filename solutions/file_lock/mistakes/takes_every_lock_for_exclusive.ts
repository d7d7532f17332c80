/** Mistake: it does not tell a lock to read from one to write. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: gives pid undefined, exclusive true, 16 to 23. It has to give pid undefined, exclusive false
// Violates: Whether it is a lock to write
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  return holder && { ...holder, exclusive: true };
}
