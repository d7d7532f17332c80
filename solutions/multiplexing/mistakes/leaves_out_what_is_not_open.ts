/** Mistake: it goes on with those descriptors that are open. */
// Caught by: waitForAny() throws EBADF at once for a descriptor that is not open
// Says: it did not throw, although it had to throw EBADF
// Violates: With the `code` `EBADF`, at once
export * from "../multiplexing.ts";
import { F_GETFL, fcntl, type Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return right(fds.filter(isOpen), milliseconds === Infinity ? 1 : milliseconds);
}

function isOpen(fd: Fd): boolean {
  try {
    return fcntl(fd, F_GETFL) >= 0;
  } catch {
    return false;
  }
}
