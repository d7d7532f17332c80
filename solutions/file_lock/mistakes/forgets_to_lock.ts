/** Mistake: it reads and writes, and locks nothing. */
// Caught by: updateRecord() has the record locked, and nothing else, whatever change does with the file
// Says: and when change begins, there has to be a write lock on bytes 0 to 7. There is before it: no lock, on it: no lock
// Violates: these 8 bytes are locked with a record lock
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { pread, pwrite } from "lib/sys/file.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const fd = open(path, O_RDWR);
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  try {
    pread(fd, bytes, 8 * index);
    const value = await change(view.getBigInt64(0, true));
    view.setBigInt64(0, value, true);
    pwrite(fd, bytes, 8 * index);
    return value;
  } finally {
    close(fd);
  }
}
