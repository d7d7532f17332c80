/** Mistake: it lets the EINTR of poll() through. */
// Caught by: waitForAny() takes its time although signals come
// Says: When a signal comes: it threw EINTR
// Violates: A signal that comes meanwhile
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  poll(fds.map((fd) => ({ fd, events: POLLIN })), Math.min(milliseconds, 2 ** 31 - 1));
  return right(fds, 0);
}
