/** Mistake: it does not close stop. */
// Caught by: serveLines() ends when it is told to, whatever clients wait for
// Says: which was handed over to it
// Violates: and is closed in the end
export * from "../multiplexing.ts";
import { fcntl } from "lib/sys/fd.ts";
import { serveLines as right } from "../multiplexing.ts";

const F_DUPFD_CLOEXEC = 1030;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  right(listener, fcntl(stop, F_DUPFD_CLOEXEC), answer, options);
}
