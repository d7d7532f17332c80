/** Mistake: it moves what is left to the front of the message, which is its caller's. */
// Caught by: send() goes on after a write that took only a part
// Says: length 197385 was changed
// Violates: They stay as they are.
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let left = message.length; left > 0;) {
      const taken = write(writeEnd, message.subarray(0, left));
      message.copyWithin(0, taken);
      left -= taken;
    }
  } finally {
    close(writeEnd);
  }
}
