/** Mistake: it stops its whole thread while it waits for room. */
// Caught by: sendAll() throws ESRCH when the process ends while it waits for room
// Says: sendAll()
// Violates: your process can do other things
export * from "../realtime_signal.ts";
import { send } from "../realtime_signal.ts";

const cell = new Int32Array(new SharedArrayBuffer(4));

export function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) if (value !== (value | 0)) throw new RangeError(`${value}`);
  for (const value of values) {
    for (;;) {
      try {
        send(pid, signal, value);
        break;
      } catch (error) {
        if ((error as { code?: string }).code !== "EAGAIN") throw error;
        Atomics.wait(cell, 0, 0, 20);
      }
    }
  }
  return Promise.resolve();
}
