/** Mistake: it takes every code below 0 for a number that was sent. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: The signal of a timer that timer_create()
// Violates: or by the kernel itself
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";
import { signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  if (ms < Infinity) return right(signals, ms);
  const { signal, code, pid, value } = sigtimedwait(signalSet(signals));
  if (code < 0) return { signal, value, sender: pid, how: "sigqueue" };
  const sender = code === 0 ? pid : 0;
  return { signal, value: 0, sender, how: code === 0 ? "kill" : "kernel" };
}
