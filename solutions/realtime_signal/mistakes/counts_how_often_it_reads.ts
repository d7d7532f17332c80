/** Mistake: it counts its reads of the timer, and not what they say. */
// Caught by: countPeriods() counts all periods, also those in which its process is stopped
// Says: in a process that was stopped:
// Violates: They also pass while your process is stopped
export * from "../realtime_signal.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { timerfdCreate, timerfdRead, timerfdSettime } from "lib/sys/timer.ts";

export function countPeriods(periodMs: number, gate: Fd): number {
  const timer = timerfdCreate();
  timerfdSettime(timer, periodMs, periodMs);
  for (let count = 0;;) {
    try {
      const [byte, time] = poll([{ fd: gate, events: POLLIN }, { fd: timer, events: POLLIN }]);
      if (byte) return close(timer), count;
      if (time) timerfdRead(timer), count++;
    } catch (error) {
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
  }
}
