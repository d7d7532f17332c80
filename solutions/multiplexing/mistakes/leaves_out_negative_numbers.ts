/** Mistake: poll() does not look at negative numbers, and so it does not either. */
// Caught by: waitForAny() throws EBADF at once for a descriptor that is not open
// Says: For -1, an empty pipe
// Violates: With the `code` `EBADF`, at once
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const negative = fds.some((fd) => fd < 0);
  return right(fds.filter((fd) => fd >= 0), negative ? Math.min(milliseconds, 1) : milliseconds);
}
