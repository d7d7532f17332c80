/** Mistake: it leaves out numbers that it has sent before. */
// Caught by: sendAll() sends all numbers in order, or none when one is refused
// Says: how many signals came
// Violates: once for each number, in their order
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  await right(pid, signal, [...new Set(values)]);
}
