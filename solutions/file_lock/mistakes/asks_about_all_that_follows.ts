/** Mistake: it asks about all bytes from the record on. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: holderOf() of 1 gives pid undefined, exclusive true, 16 to 23
// Violates: `undefined`, when there is none
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDONLY, open } from "lib/sys/fifo.ts";
import { F_GETLK, F_WRLCK, getLock } from "lib/sys/record_lock.ts";

export function holderOf(path: string, index: number) {
  const fd = open(path, O_RDONLY);
  const lock = getLock(fd, F_GETLK, { type: F_WRLCK, start: 8 * index, length: 0 });
  close(fd);
  if (lock === undefined) return undefined;
  const { pid, start, length, type } = lock;
  const last = length === 0 ? Infinity : start + length - 1;
  return { pid: pid < 0 ? undefined : pid, exclusive: type === F_WRLCK, first: start, last };
}
