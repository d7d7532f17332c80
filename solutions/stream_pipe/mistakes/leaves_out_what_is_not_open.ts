/** Mistake: it leaves out descriptors that are not open. */
// Caught by: handOver() refuses what cannot go, and sends nothing
// Says: one of three that is not open: what was thrown
// Violates: when a descriptor is not open
export * from "../stream_pipe.ts";
import { F_GETFD, fcntl, type Fd } from "lib/sys/fd.ts";
import { handOver as right } from "../stream_pipe.ts";

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  const isOpen = (fd: Fd) => {
    try {
      return fcntl(fd, F_GETFD) >= 0;
    } catch {
      return false;
    }
  };
  right(channel, note, fds.length > 1 ? fds.filter(isOpen) : fds);
}
