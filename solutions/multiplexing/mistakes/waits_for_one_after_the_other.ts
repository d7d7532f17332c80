/** Mistake: it waits for the first one, and only then for the next. */
// Caught by: waitForAny() waits for all of them at the same time, without using the CPU
// Says: waitForAny() returns: Bytes in a pipe
// Violates: until something can be taken from one of them
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const ready = right(fds, 0);
  return ready.length > 0 ? ready : fds.flatMap((fd) => right([fd], milliseconds));
}
