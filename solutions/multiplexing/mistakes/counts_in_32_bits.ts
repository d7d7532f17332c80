/** Mistake: it hands its time to poll(), which has 32 bits for it. */
// Caught by: waitForAny() waits for all of them at the same time, without using the CPU
// Says: did not wait for it
// Violates: `Infinity` sets no limit
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds < 2 ** 31 ? milliseconds : milliseconds >>> 0);
}
