/** Mistake: it tells that sending failed, but its error has no code that says why. */
// Caught by: send() throws EPIPE when nobody reads any more, and closes its own end
// Says: it threw Error, not EPIPE
// Violates: With the `code` `EPIPE`, when bytes are left to send and nobody holds the read end.
export * from "../pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { send as sendWell } from "../pipe.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    sendWell(writeEnd, message);
  } catch {
    throw new Error("Cannot send");
  }
}
