/** Mistake: it sends the signal without its number when the queue is full. */
// Caught by: sendAll() waits for room however long, and loses and doubles nothing
// Says: sendAll() was over although the queue was still full
// Violates: While its queue is full, it waits for room
export * from "../realtime_signal.ts";
import { send, sendAll as right } from "../realtime_signal.ts";
import { libc } from "lib/sys/libc.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  if (values.some((it) => it !== (it | 0))) return await right(pid, signal, values);
  for (const value of values) {
    try {
      send(pid, signal, value);
    } catch (error) {
      if ((error as { code?: string }).code !== "EAGAIN") throw error;
      libc().kill(pid, signal);
    }
  }
}
