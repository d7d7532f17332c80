/** Mistake: it waits for room where there is no process any more. */
// Caught by: sendAll() throws ESRCH when the process ends while it waits for room
// Says: sendAll() still waits
// Violates: also while it waits
export * from "../realtime_signal.ts";
import { send } from "../realtime_signal.ts";
import { setTimeout as sleep } from "node:timers/promises";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) if (value !== (value | 0)) throw new RangeError(`${value}`);
  for (const value of values) {
    for (;;) {
      try {
        send(pid, signal, value);
        break;
      } catch {
        await sleep(20);
      }
    }
  }
}
