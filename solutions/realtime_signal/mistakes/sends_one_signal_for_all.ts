/** Mistake: it sends the first real-time signal always. */
// Caught by: sendAll() sends all numbers in order, or none when one is refused
// Says: what came
// Violates: The number of the signal.
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";
import { sigrtmin } from "lib/sys/sigwait.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  await right(pid, signal && sigrtmin(), values);
}
