/** Mistake: it sets the flags back only when all goes well. */
// Caught by: drain() leaves the flags of the open file as they were
// Says: broken off, without O_NONBLOCK: drain() left other flags behind
// Violates: also when this throws
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_NONBLOCK } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  const result = right(fd);
  fcntl(fd, F_SETFL, flags);
  return result;
}
