/** Mistake: it gives them in the order of their numbers. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: descriptors, the first time
// Violates: in the order of `fds`
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds).sort((a, b) => a.fd - b.fd);
}
