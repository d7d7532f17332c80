/** Mistake: it closes another descriptor of its listener, and not the one it got. */
// Caught by: serveLines() ends when it is told to, whatever clients wait for
// Says: serveLines() closes its listener
// Violates: Where clients connect, which is closed in the end
export * from "../multiplexing.ts";
import { fcntl } from "lib/sys/fd.ts";
import { serveLines as right } from "../multiplexing.ts";

const F_DUPFD_CLOEXEC = 1030;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  right(fcntl(listener, F_DUPFD_CLOEXEC), stop, answer, options);
}
