/** Mistake: it tries again at once, and lets other things happen only in between. */
// Caught by: sendAll() waits for room however long, and loses and doubles nothing
// Says: sendAll() keeps a processor busy
// Violates: Meanwhile it keeps no processor busy
export * from "../realtime_signal.ts";
import { send } from "../realtime_signal.ts";
import { setImmediate as turn } from "node:timers/promises";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) if (value !== (value | 0)) throw new RangeError(`${value}`);
  for (const value of values) {
    for (;;) {
      try {
        send(pid, signal, value);
        break;
      } catch (error) {
        if ((error as { code?: string }).code !== "EAGAIN") throw error;
        await turn();
      }
    }
  }
}
