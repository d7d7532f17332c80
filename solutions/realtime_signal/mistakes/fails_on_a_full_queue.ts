/** Mistake: it throws when the queue is full. */
// Caught by: sendAll() waits for room however long, and loses and doubles nothing
// Says: The queue was full for an hour: it threw EAGAIN
// Violates: While its queue is full, it waits for room
export * from "../realtime_signal.ts";
import { send, sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  if (values.some((it) => it !== (it | 0))) return await right(pid, signal, values);
  for (const value of values) send(pid, signal, value);
}
