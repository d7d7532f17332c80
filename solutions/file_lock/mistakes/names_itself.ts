/** Mistake: it gives the pid of its own process. */
// Caught by: holderOf() names the process that has a lock
// Says: Who has record 1
// Violates: The process that has it
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  return holder && { ...holder, pid: holder.pid && Deno.pid };
}
