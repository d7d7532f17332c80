/** Mistake: it waits until there is one. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: drain() waits in
// Violates: It never waits itself
export * from "../realtime_signal.ts";
import { drain as right, type Notice, receive } from "../realtime_signal.ts";

export function drain(signals: number[]): Notice[] {
  const first = receive(signals);
  return first ? [first, ...right(signals)] : [];
}
