/** Mistake: it leaves its timer open, and running. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: descriptors open
// Violates: Afterwards no timer runs
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { timerfdCreate, timerfdSettime } from "lib/sys/timer.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  timerfdSettime(timerfdCreate(), periodMs, periodMs);
  return right(periodMs, gate);
}
