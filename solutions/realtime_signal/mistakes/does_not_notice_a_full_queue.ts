/** Mistake: it does not say that the queue is full. */
// Caught by: send() throws ESRCH when there is no such process, and EAGAIN when its queue is full
// Says: The queue was full: it did not throw
// Violates: `EAGAIN`, when the signal is a real-time signal
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  try {
    right(pid, signal, value);
  } catch (error) {
    if ((error as { code?: string }).code !== "EAGAIN") throw error;
  }
}
