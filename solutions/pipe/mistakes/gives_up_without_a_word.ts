/** Mistake: it stops when the reader leaves in the middle, and does not tell its caller. */
// Caught by: send() throws EPIPE when nobody reads any more, and closes its own end
// Says: for bytes whose reader leaves: it did not throw
// Violates: With the `code` `EPIPE`, when bytes are left to send and nobody holds the read end.
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    let sent = write(writeEnd, message);
    while (sent < message.length) {
      try {
        sent += write(writeEnd, message.subarray(sent));
      } catch {
        break;
      }
    }
  } finally {
    close(writeEnd);
  }
}
