/** Mistake: it sorts the array of its caller. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: the array with the descriptors was changed
// Violates: The array stays as it is
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const given = [...fds];
  fds.sort((a, b) => a - b);
  return right(given, milliseconds);
}
