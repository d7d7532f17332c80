/** Mistake: it reads a byte, to be sure that there is one. */
// Caught by: waitForAny() names all from which something can be taken, and takes nothing
// Says: waitForAny() names
// Violates: It takes nothing itself
export * from "../multiplexing.ts";
import { type Fd, read } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const ready = right(fds, milliseconds);
  for (const { fd } of ready) {
    try {
      read(fd, new Uint8Array(1));
    } catch {
      // A listener cannot be read.
    }
  }
  return ready;
}
