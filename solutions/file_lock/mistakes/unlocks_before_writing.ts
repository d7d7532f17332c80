/** Mistake: it gives the lock back, and writes then. */
// Caught by: updateRecord() gives the lock back only when it has written
// Says: has written, and has not gone on. The lock on record 1
// Violates: From before it reads the record until after it has written it
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { pwrite } from "lib/sys/file.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  let value = 0n;
  await right(path, index, async (old) => {
    value = await change(old);
    return old;
  });
  const [fd, bytes] = [open(path, O_RDWR), new Uint8Array(8)];
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  pwrite(fd, bytes, 8 * index);
  close(fd);
  return value;
}
