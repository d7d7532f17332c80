/** Mistake: it stops when there was less than it had room for, and does not see the end behind that. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: drain() gives ended: false
// Violates: whether the stream ends behind them
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const { bytes, ended } = right(fd);
  return { bytes, ended: ended && bytes.length === 0 };
}
