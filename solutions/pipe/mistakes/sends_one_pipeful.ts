/** Mistake: it sends no more than a pipe holds, and drops the rest. */
// Caught by: send() delivers none, one or many bytes, and hangs up
// Says: it ends after 65536 bytes
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    write(writeEnd, message.subarray(0, 65536));
  } finally {
    close(writeEnd);
  }
}
