/** Mistake: it sends the signal alone. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: how: "without one"
// Violates: Sends a signal with a number to a process
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";
import { libc } from "lib/sys/libc.ts";

export function send(pid: number, signal: number, value: number): void {
  if (value === (value | 0)) libc().kill(pid, signal);
  else right(pid, signal, value);
}
