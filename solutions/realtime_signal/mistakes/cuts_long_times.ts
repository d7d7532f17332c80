/** Mistake: it counts milliseconds in 32 bits. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: With a time of 2147483648
// Violates: from 0 up to `Infinity`
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  return right(signals, ms === Infinity ? ms : Math.max(ms | 0, 0));
}
