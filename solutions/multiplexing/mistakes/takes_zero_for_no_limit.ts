/** Mistake: it takes 0 milliseconds for no limit. */
// Caught by: waitForAny() names none when the time is over, and not before
// Says: waitForAny() did not return
// Violates: 0 only looks
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds || Infinity);
}
