/** Mistake: it counts up to the last byte, and leaves that one out. */
// Caught by: send() delivers none, one or many bytes, and hangs up
// Says: Expected 1 byte, got 0
// Violates: The bytes to send: none, some, or more than the pipe can hold.
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let sent = 0; sent < message.length - 1;) sent += write(writeEnd, message.subarray(sent));
  } finally {
    close(writeEnd);
  }
}
