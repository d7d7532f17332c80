/** Mistake: it takes the first piece that arrives for the whole message. */
// Caught by: receive() joins a message that arrives in pieces
// Says: it ends after 4096 bytes
// Violates: every byte up to end-of-file
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const buffer = new Uint8Array(65536);
  const length = read(readEnd, buffer);
  close(readEnd);
  return buffer.slice(0, length);
}
