/** Mistake: it returns what it has when reading fails, as if the message ended there. */
// Caught by: receive() throws when reading fails, and closes both ends
// Says: although it had to throw
// Violates: When reading fails.
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const pieces: number[] = [];
  const buffer = new Uint8Array(4096);
  try {
    for (let length; (length = read(readEnd, buffer)) > 0;) {
      pieces.push(...buffer.subarray(0, length));
    }
  } catch {
    // Nothing more will come.
  }
  close(readEnd);
  return Uint8Array.from(pieces);
}
