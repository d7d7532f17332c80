/** Mistake: it looks at each number when its turn comes. */
// Caught by: sendAll() sends all numbers in order, or none when one is refused
// Says: how many signals came
// Violates: Nothing is sent then
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) await right(pid, signal, [value]);
}
