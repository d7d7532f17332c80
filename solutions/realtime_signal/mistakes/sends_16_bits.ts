/** Mistake: it sends the lower half of the number. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: What came for the number 65535
// Violates: A whole number from -2147483648
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  right(pid, signal, value === (value | 0) ? value << 16 >> 16 : value);
}
