/** Mistake: it takes a read that does not fill the buffer for the last one. */
// Caught by: receive() joins a message that arrives in pieces
// Says: it ends after 4099 bytes
// Violates: every byte up to end-of-file
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const pieces: number[] = [];
  const buffer = new Uint8Array(4096);
  let length = buffer.length;
  while (length === buffer.length) {
    length = read(readEnd, buffer);
    pieces.push(...buffer.subarray(0, length));
  }
  close(readEnd);
  return Uint8Array.from(pieces);
}
