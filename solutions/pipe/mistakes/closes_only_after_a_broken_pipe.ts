/** Mistake: it closes the write end after EPIPE, but not when write() fails in another way. */
// Caught by: send() throws EPIPE when nobody reads any more, and closes its own end
// Says: send() left a descriptor open
// Violates: which is yours: close it, also when sending fails
export * from "../pipe.ts";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let sent = 0; sent < message.length;) sent += write(writeEnd, message.subarray(sent));
  } catch (error) {
    if (error instanceof SysError && error.code === "EPIPE") close(writeEnd);
    throw error;
  }
  close(writeEnd);
}
