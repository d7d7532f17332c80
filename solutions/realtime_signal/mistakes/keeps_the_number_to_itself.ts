/** Mistake: it sends a number to its own process only. */
// Caught by: send() reaches a program in perl that startListener() has started
// Says: Signal, code, sender and number, as perl
// Violates: Sends a signal with a number to a process
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";
import { libc } from "lib/sys/libc.ts";

export function send(pid: number, signal: number, value: number): void {
  if (pid === Deno.pid) right(pid, signal, value);
  else libc().kill(pid, signal);
}
