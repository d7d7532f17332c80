/** Mistake: it gives the time in periods, with its fraction. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: countPeriods() gave
// Violates: How many.
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const begin = performance.now();
  const count = right(periodMs, gate);
  return Math.max(count, (performance.now() - begin) / periodMs);
}
