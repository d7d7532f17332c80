/** Mistake: it gives what stands in the place of the number, also when nobody has sent one. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: The signal of a child that has ended with the code 7
// Violates: 0 when it was sent without one
export * from "../realtime_signal.ts";
import { type Notice } from "../realtime_signal.ts";
import { SI_QUEUE, SI_USER, signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const time = ms === Infinity ? undefined : ms;
  const { signal, code, pid, value } = sigtimedwait(signalSet(signals), time);
  if (code === SI_QUEUE) return { signal, value, sender: pid, how: "sigqueue" };
  if (code === SI_USER) return { signal, value, sender: pid, how: "kill" };
  return { signal, value, sender: 0, how: "kernel" };
}
