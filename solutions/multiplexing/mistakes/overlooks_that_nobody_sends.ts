/** Mistake: it asks for POLLIN only, and does not see that the other side has ended its half. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: half closed by the other side
// Violates: the other side has ended the stream
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLHUP, POLLIN } from "lib/sys/poll.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds).map(({ fd }) => {
    const [events] = poll([{ fd, events: POLLIN }], 0);
    return { fd, ended: (events! & POLLHUP) !== 0 };
  });
}
