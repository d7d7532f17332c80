/** Mistake: it takes the milliseconds for microseconds. */
// Caught by: waitForAny() names none when the time is over, and not before
// Says: waitForAny() gave up after
// Violates: How long to wait at most
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, Math.floor(milliseconds / 1000));
}
