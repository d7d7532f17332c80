/** Mistake: it tries a thousand times, and no more. */
// Caught by: sendAll() waits for room however long, and loses and doubles nothing
// Says: The queue was full for an hour: it threw Error
// Violates: however long that takes
export * from "../realtime_signal.ts";
import { send } from "../realtime_signal.ts";
import { setTimeout as sleep } from "node:timers/promises";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) if (value !== (value | 0)) throw new RangeError(`${value}`);
  for (const value of values) {
    for (let tries = 1;; tries++) {
      try {
        send(pid, signal, value);
        break;
      } catch (error) {
        if ((error as { code?: string }).code !== "EAGAIN") throw error;
        if (tries === 1000) throw new Error("Cannot send: the queue is full");
        await sleep(20);
      }
    }
  }
}
