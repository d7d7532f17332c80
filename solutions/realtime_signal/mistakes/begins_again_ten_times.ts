/** Mistake: it goes on after ten interruptions, and no more. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: it threw EINTR
// Violates: does not end the
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";
import { signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  if (ms !== Infinity) return right(signals, ms);
  for (let tries = 1;; tries++) {
    try {
      const { signal, value, pid } = sigtimedwait(signalSet(signals));
      return { signal, value, sender: pid, how: "sigqueue" };
    } catch (error) {
      if (tries > 10) throw error;
    }
  }
}
