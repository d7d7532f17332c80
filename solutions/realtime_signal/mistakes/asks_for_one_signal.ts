/** Mistake: it waits for the first of the signals only. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: receive() waits in
// Violates: The numbers of the signals, each of which
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  return right(signals.slice(0, 1), ms);
}
