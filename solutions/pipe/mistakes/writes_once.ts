/** Mistake: it believes that one write takes the whole message. */
// Caught by: send() goes on after a write that took only a part
// Says: send() returned after its first write() was interrupted
// Violates: Sends a whole message through a pipe
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    write(writeEnd, message);
  } finally {
    close(writeEnd);
  }
}
