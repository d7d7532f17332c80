/** Mistake: it asks a connection for its error, and so nobody is told of it any more. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: waitForAny() has taken its ECONNRESET
// Violates: It takes nothing itself
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { getsockopt } from "lib/sys/socket.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

const SO_ERROR = 4;

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const ready = right(fds, milliseconds);
  for (const { fd, ended } of ready) {
    try {
      if (ended) getsockopt(fd, SO_ERROR);
    } catch {
      // It is a pipe.
    }
  }
  return ready;
}
