/** Mistake: it throws when no period is over. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: Periods of 3600000 ms: it threw EAGAIN
// Violates: How many
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const count = right(periodMs, gate);
  if (count === 0) throw new SysError("read", 3, 11);
  return count;
}
