/** Mistake: it has room for the descriptors below 1024, as select() has. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: One of many connections: it is not named
// Violates: none, one or hundreds
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds.filter((fd) => fd < 1024), milliseconds);
}
