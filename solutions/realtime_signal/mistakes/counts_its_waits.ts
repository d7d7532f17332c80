/** Mistake: it counts how often its wait for the gate ran out, which is not how much time has passed. */
// Caught by: countPeriods() counts no period that is not over, and ends when the gate does
// Says: A period of 3600000 ms: it counted 800,
// Violates: only whole ones count
export * from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  for (let count = 0;;) {
    try {
      if (poll([{ fd: gate, events: POLLIN }], Math.min(periodMs, 2 ** 31 - 1))[0]) return count;
      count++;
    } catch (error) {
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
  }
}
