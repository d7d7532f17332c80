/** Mistake: it looks at the first sixty descriptors. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: descriptors, the first time
// Violates: none, one or hundreds
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds.slice(0, 60), milliseconds);
}
