/** Mistake: where it has no limit, it calls poll() once, and does not catch its EINTR. */
// Caught by: waitForAny() takes its time although signals come
// Says: When a signal comes, and there is no limit
// Violates: A signal that comes meanwhile makes the time neither
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN, POLLRDHUP } from "lib/sys/poll.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const now = right(fds, milliseconds === Infinity ? 0 : milliseconds);
  if (milliseconds < Infinity || now.length > 0) return now;
  poll(fds.map((fd) => ({ fd, events: POLLIN | POLLRDHUP })));
  return right(fds, 0);
}
