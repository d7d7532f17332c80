/** Mistake: it throws when the gate is at its end. */
// Caught by: countPeriods() counts no period that is not over, and ends when the gate does
// Says: A period of 2147483648 ms: it threw
// Violates: or is at its end
export * from "../realtime_signal.ts";
import { countPeriods as right } from "../realtime_signal.ts";
import { type Fd, unread } from "lib/sys/fd.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const count = right(periodMs, gate);
  if (unread(gate) === 0) throw new Error("Cannot read a byte: the gate is at its end");
  return count;
}
