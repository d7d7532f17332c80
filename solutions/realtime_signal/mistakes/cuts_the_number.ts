/** Mistake: it sends 32 bits of any number. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: The number 2147483648: it did not throw
// Violates: When the value is another one
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  right(pid, signal, value | 0);
}
