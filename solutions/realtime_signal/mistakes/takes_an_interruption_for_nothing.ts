/** Mistake: it returns undefined when something else comes in between. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: Without a time
// Violates: nor does it end when your process is stopped and goes on
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";
import { signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const waiting = right(signals, 0);
  if (waiting || ms === 0) return waiting;
  try {
    const { signal, value, pid } = sigtimedwait(signalSet(signals), Math.min(ms, 1e300));
    return { signal, value, sender: pid, how: "sigqueue" };
  } catch {
    return undefined;
  }
}
