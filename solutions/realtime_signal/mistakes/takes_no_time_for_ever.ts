/** Mistake: it takes a time of 0 for no time, and waits for ever. */
// Caught by: receive() waits as long as it is told when no signal comes
// Says: receive() waits in
// Violates: from 0 up to `Infinity`
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  return right(signals, ms || Infinity);
}
