/** Mistake: it fetches the real-time signals only. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: Signals of five kinds wait
// Violates: each of which is blocked in your process
export * from "../realtime_signal.ts";
import { drain as right, type Notice } from "../realtime_signal.ts";
import { sigrtmin } from "lib/sys/sigwait.ts";

export function drain(signals: number[]): Notice[] {
  return right(signals.filter((it) => it >= sigrtmin()));
}
