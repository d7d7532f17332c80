/** Mistake: it gives numbers that begin with 0 at SIGRTMIN. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: signal: 1,
// Violates: Its number.
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";
import { sigrtmin } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const notice = right(signals, ms);
  if (notice === undefined || notice.signal < sigrtmin()) return notice;
  return { ...notice, signal: notice.signal - sigrtmin() };
}
