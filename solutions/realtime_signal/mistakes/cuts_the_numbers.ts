/** Mistake: it sends 32 bits of each number. */
// Caught by: sendAll() sends all numbers in order, or none when one is refused
// Says: it did not throw, although it had to throw RangeError
// Violates: When one of the values is no such number
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  await right(pid, signal, values.map((it) => it | 0));
}
