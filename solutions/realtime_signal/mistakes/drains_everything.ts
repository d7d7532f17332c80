/** Mistake: it fetches all signals, and gives those that were asked for. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: One of another kind waits
// Violates: All others stay where
export * from "../realtime_signal.ts";
import { drain as right, type Notice } from "../realtime_signal.ts";
import { sigrtmax, sigrtmin } from "lib/sys/sigwait.ts";

export function drain(signals: number[]): Notice[] {
  const all = new Set(signals);
  for (let it = sigrtmin(); it <= sigrtmax(); it++) all.add(it);
  return right([...all]).filter(({ signal }) => signals.includes(signal));
}
