/** Mistake: in the end, it sets O_NONBLOCK as it was, and no other flag. */
// Caught by: drain() leaves the flags of the open file as they were
// Says: with O_ASYNC: drain() left other flags behind
// Violates: so its flags are afterwards what they were before
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_NONBLOCK } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const flags = fcntl(fd, F_GETFL);
  try {
    return right(fd);
  } finally {
    fcntl(fd, F_SETFL, flags & O_NONBLOCK);
  }
}
