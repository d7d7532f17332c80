/** Mistake: it puts the newest one in front. */
// Caught by: drain() and receive() give signals that nobody chose, as they were sent
// Says: what drain() gave
// Violates: the lowest number first, and of these the oldest
export * from "../realtime_signal.ts";
import { drain as right, type Notice } from "../realtime_signal.ts";

export function drain(signals: number[]): Notice[] {
  return right(signals).reverse().sort((a, b) => a.signal - b.signal);
}
