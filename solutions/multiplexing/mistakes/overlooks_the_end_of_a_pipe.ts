/** Mistake: it looks for POLLIN alone, and an empty pipe without writers only tells POLLHUP. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: A pipe, ended, with 0 bytes
// Violates: something can be taken without waiting: bytes, a client, or the end
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds).filter(({ fd }) => {
    const [events] = poll([{ fd, events: POLLIN }], 0);
    return (events! & POLLIN) !== 0;
  });
}
