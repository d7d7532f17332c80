/** Mistake: it tries to get the lock, and waits for that. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: waits in fcntl
// Violates: never waits
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { F_OFD_SETLKW, F_WRLCK, setLock } from "lib/sys/record_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  const holder = right(path, index);
  const fd = open(path, O_RDWR);
  setLock(fd, F_OFD_SETLKW, { type: F_WRLCK, start: 8 * index, length: 8 });
  close(fd);
  return holder;
}
