/** Mistake: it takes the numbers out of the caller's array. */
// Caught by: sendAll() sends all numbers in order, or none when one is refused
// Says: sendAll() changed the array
// Violates: They stay as they are
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  await right(pid, signal, values);
  values.splice(0);
}
