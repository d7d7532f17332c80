/** Mistake: it leaves the last signal of its timer. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: signals that wait afterwards
// Violates: no signal has come from one
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { setitimer } from "lib/sys/timer.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  setitimer(periodMs, periodMs);
  const count = right(periodMs, gate);
  setitimer(0, 0);
  return count;
}
