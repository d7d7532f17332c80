/** Mistake: it sorts the numbers as texts, so that 15 comes before 3. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: Signals of five kinds wait
// Violates: the lowest number first
export * from "../realtime_signal.ts";
import { drain as right, type Notice } from "../realtime_signal.ts";

export function drain(signals: number[]): Notice[] {
  return [...signals].sort().flatMap((signal) => right([signal]));
}
