/** Mistake: it knows no period below a millisecond. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: Periods of 0.25 ms, in a process
// Violates: also with a fraction
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  return right(Math.max(1, periodMs), gate);
}
