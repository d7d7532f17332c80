/** Mistake: it fetches one signal of each number. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: how many drain() gave
// Violates: Fetches all signals that wait in your process
export * from "../realtime_signal.ts";
import { type Notice, receive } from "../realtime_signal.ts";

export function drain(signals: number[]): Notice[] {
  return [...signals].sort((a, b) => a - b).flatMap((it) => receive([it], 0) ?? []);
}
