/** Mistake: it looks for any lock on the file, also for those of flock(), which are not about records. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: The file is locked with flock(2) only, and holderOf() gives
// Violates: A lock that keeps the record from being changed
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  const { ino } = Deno.statSync(path);
  const locks = Deno.readTextFileSync("/proc/locks").split("\n");
  const other = locks.find((line) => line.includes(" FLOCK ") && line.includes(`:${ino} `));
  if (holder || !other) return holder;
  const pid = Number(other.trim().split(/ +/)[4]);
  return { pid, exclusive: other.includes(" WRITE "), first: 0, last: Infinity };
}
