/** Mistake: after a write it goes on, but forgets how far it got. */
// Caught by: send() delivers a message of three times the pipe's size
// Says: the first wrong byte is number
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let sent = 0; sent < message.length;) {
      sent += write(writeEnd, message.subarray(0, Math.min(4096, message.length - sent)));
    }
  } finally {
    close(writeEnd);
  }
}
