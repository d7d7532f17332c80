/** Mistake: it gives the lock back only when change succeeds. */
// Caught by: updateRecord() leaves the record when it cannot be changed
// Says: a write lock on bytes 8 to 15 is left
// Violates: and can be changed by others
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { F_OFD_SETLK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  try {
    return await right(path, index, change);
  } catch (error) {
    if (isMissing(error)) throw error;
    const fd = open(path, O_RDWR);
    setLock(fd, F_OFD_SETLK, { type: F_WRLCK, start: 8 * index, length: 8 });
    throw error;
  }
}

const isMissing = (error: unknown) => (error as { code?: string })?.code === "ENOENT";
