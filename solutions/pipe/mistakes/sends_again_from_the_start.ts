/** Mistake: when a write took only a part, it starts again from the beginning. */
// Caught by: send() goes on after a write that took only a part
// Says: got 197385
// Violates: Sends a whole message through a pipe
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let sent = 0; sent < message.length;) {
      sent += write(writeEnd, message.subarray(0, message.length - sent));
    }
  } finally {
    close(writeEnd);
  }
}
