/** Mistake: it waits for end-of-file while its own copy of the write end is open. */
// Caught by: receive() ends although its process has a copy of the write end
// Says: it holds the write end itself
// Violates: such as a child gets by fork(): close it too
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  const pieces: number[] = [];
  const buffer = new Uint8Array(4096);
  for (let length; (length = read(readEnd, buffer)) > 0;) {
    pieces.push(...buffer.subarray(0, length));
  }
  close(readEnd);
  close(writeEnd);
  return Uint8Array.from(pieces);
}
