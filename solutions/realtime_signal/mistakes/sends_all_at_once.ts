/** Mistake: it tries all numbers at the same time, so that one overtakes another. */
// Caught by: sendAll() waits for room however long, and loses and doubles nothing
// Says: What came when there was room at last
// Violates: in their order
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) if (value !== (value | 0)) throw new RangeError(`${value}`);
  const all = [...values].sort((a, b) => a - b).map((value) => right(pid, signal, [value]));
  await Promise.all(all);
}
