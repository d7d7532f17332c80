/** Mistake: it sends the same signal always. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: How many signals came for these numbers
// Violates: The number of the signal.
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";
import { sigrtmin } from "lib/sys/sigwait.ts";

export function send(pid: number, signal: number, value: number): void {
  right(pid, signal && sigrtmin() + 1, value);
}
