/** Mistake: it counts a period of which more than half is over. */
// Caught by: countPeriods() counts no period that is not over, and ends when the gate does
// Says: A period of 2000 ms: it counted 1,
// Violates: only whole ones count
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  return Math.round(right(periodMs / 2, gate) / 2);
}
