/** Mistake: it reads the timer, and so it waits until a period is over. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: countPeriods() waits in read for the time of
// Violates: until `gate` has something to read
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { timerfdCreate, timerfdRead, timerfdSettime } from "lib/sys/timer.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const timer = timerfdCreate();
  try {
    timerfdSettime(timer, periodMs, periodMs);
    return right(periodMs, gate) || timerfdRead(timer);
  } finally {
    close(timer);
  }
}
