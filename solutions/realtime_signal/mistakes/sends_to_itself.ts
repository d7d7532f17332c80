/** Mistake: it sends to its own process, whichever is meant. */
// Caught by: drain() gives what sendAll() has sent to a process that was stopped
// Says: The signals that wait
// Violates: The process, which may be your own
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  await right(pid && Deno.pid, signal, values);
}
