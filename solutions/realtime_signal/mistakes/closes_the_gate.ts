/** Mistake: it closes the gate. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: countPeriods() closed the gate
// Violates: A descriptor, which stays open
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  try {
    return right(periodMs, gate);
  } finally {
    close(gate);
  }
}
