/** Mistake: afterwards it switches O_NONBLOCK off, also where it was on. */
// Caught by: drain() leaves the flags of the open file as they were
// Says: with O_NONBLOCK: drain() left other flags behind
// Violates: its flags are afterwards what they were before
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_NONBLOCK } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const result = right(fd);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
  return result;
}
