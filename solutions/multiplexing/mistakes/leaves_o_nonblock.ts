/** Mistake: it switches O_NONBLOCK on, and leaves it on. */
// Caught by: drain() leaves the flags of the open file as they were
// Says: without O_NONBLOCK: drain() left other flags behind
// Violates: its flags are afterwards what they were before
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_NONBLOCK } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return right(fd);
}
