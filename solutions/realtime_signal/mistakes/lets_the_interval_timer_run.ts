/** Mistake: it does not stop the interval timer that it has set. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: how the interval timer is still set
// Violates: Afterwards no timer runs
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { setitimer } from "lib/sys/timer.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  setitimer(periodMs, periodMs);
  return right(periodMs, gate);
}
