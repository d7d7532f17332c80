/** Mistake: it tells the end only when everything before it has been read. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: ended, with 1 bytes
// Violates: Whether no more will come than is there now
export * from "../multiplexing.ts";
import { type Fd, unread } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds, milliseconds).map(({ fd, ended }) => ({
    fd,
    ended: ended && unread(fd) === 0,
  }));
}
