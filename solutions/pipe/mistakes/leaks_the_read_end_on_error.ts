/** Mistake: it closes the read end after the last read, but not when a read fails. */
// Caught by: receive() throws when reading fails, and closes both ends
// Says: receive() left a descriptor open
// Violates: Then too, both ends are closed.
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const pieces: number[] = [];
  const buffer = new Uint8Array(4096);
  for (let length; (length = read(readEnd, buffer)) > 0;) {
    pieces.push(...buffer.subarray(0, length));
  }
  close(readEnd);
  return Uint8Array.from(pieces);
}
