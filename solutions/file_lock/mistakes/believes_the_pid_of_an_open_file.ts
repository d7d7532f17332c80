/** Mistake: it takes -1 for the number of a process. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: gives pid -1
// Violates: `undefined`, when it belongs to an open file
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  return holder && { ...holder, pid: holder.pid ?? -1 };
}
