/** Mistake: it takes a wait that was interrupted for one that is over. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: it threw EINTR
// Violates: does not end the
export * from "../realtime_signal.ts";
import { drain, type Notice } from "../realtime_signal.ts";
import { signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const [first] = drain(signals);
  if (first !== undefined) return first;
  const time = ms === Infinity ? undefined : ms;
  const { signal, value, pid } = sigtimedwait(signalSet(signals), time);
  return { signal, value, sender: pid, how: "sigqueue" };
}
