/** Mistake: it asks again and again whether there is something to read. */
// Caught by: countPeriods() counts no period that is not over, and ends when the gate does
// Says: countPeriods() keeps a processor busy
// Violates: While it waits, it keeps no processor busy
export * from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const begin = performance.now();
  while (poll([{ fd: gate, events: POLLIN }], 0)[0] === 0);
  return Math.floor((performance.now() - begin) / periodMs);
}
