/** Mistake: its promise is fulfilled before all have been sent. */
// Caught by: sendAll() waits for room however long, and loses and doubles nothing
// Says: sendAll() was over although the queue was still full
// Violates: which is fulfilled when all have been sent
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  const sending = right(pid, signal, values);
  sending.catch(() => {});
  await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, 1000))]);
}
