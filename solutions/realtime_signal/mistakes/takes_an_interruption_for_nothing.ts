/** Mistake: it returns undefined when something else comes in between. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: Without a time: receive() gave nothing
// Violates: nor does it end when your process is stopped and goes on
export * from "../realtime_signal.ts";
import { type Notice } from "../realtime_signal.ts";
import { SI_QUEUE, SI_USER, signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  try {
    const { signal, code, value, pid } = sigtimedwait(signalSet(signals), ms);
    if (code === SI_QUEUE) return { signal, value, sender: pid, how: "sigqueue" };
    if (code === SI_USER) return { signal, value: 0, sender: pid, how: "kill" };
    return { signal, value: 0, sender: 0, how: "kernel" };
  } catch {
    return undefined;
  }
}
