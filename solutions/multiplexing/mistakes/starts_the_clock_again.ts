/** Mistake: after a signal it waits for the whole time once more. */
// Caught by: waitForAny() takes its time although signals come
// Says: waitForAny() takes longer than its time
// Violates: the time neither shorter nor longer
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  for (;;) {
    try {
      poll(fds.map((fd) => ({ fd, events: POLLIN })), Math.min(milliseconds, 2 ** 31 - 1));
      return right(fds, 0);
    } catch (error) {
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
  }
}
