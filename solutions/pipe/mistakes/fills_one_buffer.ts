/** Mistake: it reads into one buffer until that is full, and drops what does not fit. */
// Caught by: receive() has room for a message that is much larger than the pipe
// Says: it ends after 65536 bytes
// Violates: every byte up to end-of-file
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const buffer = new Uint8Array(65536);
  let length = 0;
  for (let got; (got = read(readEnd, buffer.subarray(length))) > 0;) length += got;
  close(readEnd);
  return buffer.slice(0, length);
}
