/** Mistake: it returns as soon as it has found one. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: descriptors, the first time
// Violates: All those from which something can be taken
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds).slice(0, 1);
}
