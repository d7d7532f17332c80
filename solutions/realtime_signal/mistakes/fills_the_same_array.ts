/** Mistake: it gives the same array each time. */
// Caught by: drain() gives all signals that wait, in order, and never waits
// Says: Nothing waits: how many
// Violates: in an array of its own
export * from "../realtime_signal.ts";
import { drain as right, type Notice } from "../realtime_signal.ts";

const all: Notice[] = [];

export function drain(signals: number[]): Notice[] {
  all.splice(0, all.length, ...right(signals));
  return all;
}
