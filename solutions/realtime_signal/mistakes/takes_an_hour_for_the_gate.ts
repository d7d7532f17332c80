/** Mistake: it takes whatever ends its wait for the gate, also that an hour is over. */
// Caught by: countPeriods() counts no period that is not over, and ends when the gate does
// Says: and nothing had come to the gate
// Violates: until `gate` has something to read
export * from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const begin = performance.now();
  for (let ready; !ready;) {
    try {
      ready = poll([{ fd: gate, events: POLLIN }], 3_600_000);
    } catch (error) {
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
  }
  return Math.floor((performance.now() - begin) / periodMs);
}
