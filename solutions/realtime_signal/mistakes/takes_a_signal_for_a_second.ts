/** Mistake: it waits a second at a time, and after a signal it takes the second for over. */
// Caught by: receive() waits neither longer nor shorter because it was stopped, or other signals come
// Says: in which signals came: receive() came back
// Violates: does not end the wait
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";
import { close } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { signalfd } from "lib/sys/signalfd.ts";
import { signalSet } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const fd = signalfd(signalSet(signals));
  for (let left = ms;; left -= 1000) {
    try {
      poll([{ fd, events: POLLIN }], Math.min(left, 1000));
    } catch (error) {
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
    const notice = right(signals, 0);
    if (!notice && left > 1000) continue;
    close(fd);
    return notice;
  }
}
