/** Mistake: it hides from its caller that nobody will ever read the message. */
// Caught by: send() throws EPIPE when nobody reads any more, and closes its own end
// Says: for 5 bytes that nobody reads: it did not throw
// Violates: With the `code` `EPIPE`, when bytes are left to send and nobody holds the read end.
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    write(writeEnd, message);
  } catch {
    // Nobody needs to know.
  }
  close(writeEnd);
}
