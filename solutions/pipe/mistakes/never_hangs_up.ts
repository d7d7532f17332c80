/** Mistake: it sends everything, but keeps the write end open, so the reader waits for more. */
// Caught by: send() delivers none, one or many bytes, and hangs up
// Says: its write end is open only in send()
// Violates: then hangs up
export * from "../pipe.ts";
import { type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  for (let sent = 0; sent < message.length;) {
    sent += write(writeEnd, message.subarray(sent));
  }
}
