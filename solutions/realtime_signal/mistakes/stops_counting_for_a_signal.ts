/** Mistake: it fails when a signal comes while it waits. */
// Caught by: countPeriods() counts no period that is not over, and ends when the gate does
// Says: it threw EINTR
// Violates: A signal does not end the wait
export * from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const begin = performance.now();
  poll([{ fd: gate, events: POLLIN }]);
  return Math.floor((performance.now() - begin) / periodMs);
}
