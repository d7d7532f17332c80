/** Mistake: it looks whether the queue is full, which does not matter to every signal. */
// Caught by: send() throws ESRCH when there is no such process, and EAGAIN when its queue is full
// Says: and the signal is no real-time signal
// Violates: when the signal is a real-time signal
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  right(pid, 0, value); // throws when there is no such process
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  const [, count, limit] = /SigQ:\s*(\d+)\/(\d+)/.exec(status)!;
  if (Number(count) >= Number(limit)) throw Object.assign(new Error("Full"), { code: "EAGAIN" });
  right(pid, signal, value);
}
