/** Mistake: it closes the write end first, and then has nothing to write to. */
// Caught by: send() delivers none, one or many bytes, and hangs up
// Says: EBADF
// Violates: then hangs up
export * from "../pipe.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  close(writeEnd);
  write(writeEnd, message);
}
