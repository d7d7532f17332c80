/** Mistake: it says that the stream has ended when there is nothing to read. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: drain() gives ended: true
// Violates: whether the stream ends behind them
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const { bytes, ended } = right(fd);
  return { bytes, ended: ended || bytes.length === 0 };
}
