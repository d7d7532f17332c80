/** Mistake: it locks only the first byte of the record. */
// Caught by: updateRecord() has the record locked, and nothing else, whatever change does with the file
// Says: on it: a write lock on bytes 0 to 0
// Violates: these 8 bytes are locked with a record lock
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { pread, pwrite } from "lib/sys/file.ts";
import { F_OFD_SETLK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const [fd, bytes] = [open(path, O_RDWR), new Uint8Array(8)];
  setLock(fd, F_OFD_SETLK, { type: F_WRLCK, start: 8 * index, length: 1 });
  pread(fd, bytes, 8 * index);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, await change(view.getBigInt64(0, true)), true);
  pwrite(fd, bytes, 8 * index);
  close(fd);
  return view.getBigInt64(0, true);
}
