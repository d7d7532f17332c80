/** Mistake: it asks poll() again and again, with no time to wait. */
// Caught by: waitForAny() waits for all of them at the same time, without using the CPU
// Says: keeps a processor busy while it waits
// Violates: uses no CPU while it waits
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  for (const end = performance.now() + milliseconds;;) {
    const ready = right(fds, 0);
    if (ready.length > 0 || performance.now() >= end) return ready;
  }
}
