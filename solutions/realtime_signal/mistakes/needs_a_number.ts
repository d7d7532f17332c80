/** Mistake: it throws when there are no numbers. */
// Caught by: sendAll() sends all numbers in order, or none when one is refused
// Says: The numbers []: it threw
// Violates: or none.
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  if (values.length === 0) throw new RangeError("There is nothing to send");
  await right(pid, signal, values);
}
