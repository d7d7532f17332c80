/** Mistake: it sends first, and looks at the number afterwards. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: How many signals came for numbers that had
// Violates: Nothing is sent then
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  right(pid, signal, value | 0);
  if (value !== (value | 0)) throw new RangeError(`${value} is no whole number of 32 bits`);
}
