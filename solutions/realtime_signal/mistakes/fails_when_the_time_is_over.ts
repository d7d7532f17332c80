/** Mistake: it throws when no signal has come in time. */
// Caught by: receive() waits as long as it is told when no signal comes
// Says: it threw EAGAIN
// Violates: `undefined` when none has come in time
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";
import { signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  if (ms === Infinity) return right(signals);
  const { signal, value, pid } = sigtimedwait(signalSet(signals), ms);
  return { signal, value, sender: pid, how: "sigqueue" };
}
