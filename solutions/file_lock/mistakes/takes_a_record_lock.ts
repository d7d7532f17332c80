/** Mistake: it locks the file with fcntl(), which does not see the locks of flock(). */
// Caught by: withLock() takes turns with flock(1)
// Says: flock(1) has the lock, and withLock() calls work
// Violates: is locked with flock(2)
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import * as record from "lib/sys/record_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  (await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 })).close();
  const fd = open(path, O_RDWR);
  const lock = { type: options.shared ? record.F_RDLCK : record.F_WRLCK, start: 0, length: 0 };
  try {
    while (record.getLock(fd, record.F_OFD_GETLK, lock)) {
      await new Promise((go) => setTimeout(go, 5));
    }
    record.setLock(fd, record.F_OFD_SETLK, lock);
    return await work();
  } finally {
    close(fd);
  }
}
