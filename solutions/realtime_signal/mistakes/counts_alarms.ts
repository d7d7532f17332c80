/** Mistake: it counts the signals of a timer, of which one waits at a time. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: in a process that was stopped:
// Violates: They also pass while your process is stopped
export * from "../realtime_signal.ts";
import { receive } from "../realtime_signal.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { setitimer } from "lib/sys/timer.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  setitimer(periodMs, periodMs);
  for (let count = 0;;) {
    if (receive([14], Math.min(periodMs, 20))) count++;
    if (poll([{ fd: gate, events: POLLIN }], 0)[0]) {
      setitimer(0, 0);
      receive([14], 0);
      return count;
    }
  }
}
