/** Mistake: it sends all bytes of the buffer that the message is a part of. */
// Caught by: send() delivers none, one or many bytes, and hangs up
// Says: A message of length 0
// Violates: The bytes to send: none, some, or more than the pipe can hold.
export * from "../pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { send as sendWell } from "../pipe.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  sendWell(writeEnd, new Uint8Array(message.buffer));
}
