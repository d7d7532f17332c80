/** Mistake: it asks who is in the way of a lock to read, and misses those who read. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: holderOf() of 2 gives nobody. It has to give pid undefined, exclusive false
// Violates: A record lock that somebody has
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDONLY, open } from "lib/sys/fifo.ts";
import { F_GETLK, F_RDLCK, F_WRLCK, getLock } from "lib/sys/record_lock.ts";

export function holderOf(path: string, index: number) {
  const fd = open(path, O_RDONLY);
  const lock = getLock(fd, F_GETLK, { type: F_RDLCK, start: 8 * index, length: 8 });
  close(fd);
  if (lock === undefined) return undefined;
  const { pid, start, length, type } = lock;
  const last = length === 0 ? Infinity : start + length - 1;
  return { pid: pid < 0 ? undefined : pid, exclusive: type === F_WRLCK, first: start, last };
}
