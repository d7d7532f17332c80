/** Mistake: it waits whole seconds only. */
// Caught by: receive() waits as long as it is told when no signal comes
// Says: 60 ms, and only another signal waits: receive() came back
// Violates: How long it waits at most, in milliseconds
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  return right(signals, 1000 * Math.floor(ms / 1000));
}
