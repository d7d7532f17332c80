/** Mistake: it reads the record before it has the lock. */
// Caught by: updateRecord() waits for the record, and reads it only then
// Says: Then it returned 4n
// Violates: From before it reads the record until after it has written it
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { pread } from "lib/sys/file.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const [fd, bytes] = [open(path, O_RDWR), new Uint8Array(8)];
  pread(fd, bytes, 8 * index);
  close(fd);
  const old = new DataView(bytes.buffer).getBigInt64(0, true);
  return await right(path, index, () => change(old));
}
