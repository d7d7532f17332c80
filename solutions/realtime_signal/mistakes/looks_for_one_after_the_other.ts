/** Mistake: it takes the signals in the order in which they were named. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: A signal that kill() has sent
// Violates: the one with the lowest number
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  for (const signal of signals) {
    const notice = right([signal], 0);
    if (notice) return notice;
  }
  return right(signals, ms);
}
