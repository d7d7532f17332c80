/** Mistake: it closes its copy of the write end, but not the read end. */
// Caught by: receive() joins a message that arrives in pieces
// Says: receive() left a descriptor open
// Violates: The pipe's read end, which is yours: close it.
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const pieces: number[] = [];
  const buffer = new Uint8Array(4096);
  for (let length; (length = read(readEnd, buffer)) > 0;) {
    pieces.push(...buffer.subarray(0, length));
  }
  return Uint8Array.from(pieces);
}
