/** Mistake: it refuses its own process. */
// Caught by: send() sends each whole number of 32 bits with its signal, and refuses others
// Says: The number 0: it threw
// Violates: which may be your own
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  if (pid === Deno.pid) throw new TypeError("Cannot send to this process");
  right(pid, signal, value);
}
