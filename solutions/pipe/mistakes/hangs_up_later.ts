/** Mistake: it leaves closing the write end to a timer, and returns before that. */
// Caught by: send() goes on after a write that took only a part
// Says: was still open
// Violates: then hangs up
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let sent = 0; sent < message.length;) sent += write(writeEnd, message.subarray(sent));
  } finally {
    setTimeout(close, 0, writeEnd);
  }
}
