/** Mistake: it waits for whole seconds, of which the last one may be longer than it is told. */
// Caught by: receive() waits neither longer nor shorter because it was stopped, or other signals come
// Says: receive() waits although its time is over
// Violates: How long it waits at most, in milliseconds
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  return right(signals, 1000 * Math.ceil(ms / 1000));
}
