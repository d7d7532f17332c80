/** Mistake: it waits 20 ms for one more signal. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: drain() has waited for a while
// Violates: It never
export * from "../realtime_signal.ts";
import { type Notice, receive } from "../realtime_signal.ts";

export function drain(signals: number[]): Notice[] {
  const notices: Notice[] = [];
  for (let next; (next = receive(signals, 20));) notices.push(next);
  return notices;
}
