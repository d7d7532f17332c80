/** Mistake: it refuses negative numbers. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: The number -1: it threw RangeError
// Violates: A whole number from -2147483648
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  right(pid, signal, value < 0 ? NaN : value);
}
