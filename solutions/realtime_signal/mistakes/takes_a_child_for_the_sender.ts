/** Mistake: it takes what the kernel tells of a child for a sender. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: The signal of a child that has ended
// Violates: 0 when that was the kernel itself
export * from "../realtime_signal.ts";
import { type Notice } from "../realtime_signal.ts";
import { SI_QUEUE, SI_USER, signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const time = ms === Infinity ? undefined : ms;
  const { signal, code, pid, value } = sigtimedwait(signalSet(signals), time);
  if (code === SI_QUEUE) return { signal, value, sender: pid, how: "sigqueue" };
  return { signal, value: 0, sender: pid, how: code === SI_USER ? "kill" : "kernel" };
}
