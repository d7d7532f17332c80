/** Mistake: its buffer has room for a megabyte; when that is full, it takes this for the end. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: with 1048576 bytes
// Violates: `ended`: whether the stream ends behind them
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const { bytes, ended } = right(fd);
  return { bytes, ended: ended || bytes.length >= 2 ** 20 };
}
