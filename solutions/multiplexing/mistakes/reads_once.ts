/** Mistake: it reads once, as much as its buffer can take. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: drain() gives 65536 bytes, not
// Violates: Reads all that is there now
export * from "../multiplexing.ts";
import { type Fd, read, unread } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  if (unread(fd) <= 65536) return right(fd);
  const bytes = new Uint8Array(65536);
  return { bytes: bytes.subarray(0, read(fd, bytes)), ended: false };
}
