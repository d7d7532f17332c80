/** Mistake: it asks for bytes with recv(), which pipes do not have. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: drain() threw ENOTSOCK
// Violates: The read end of a pipe, or a connection
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, MSG_PEEK, receive } from "lib/sys/message.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  try {
    receive(fd, new Uint8Array(1), MSG_DONTWAIT | MSG_PEEK);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOTSOCK") throw error;
  }
  return right(fd);
}
