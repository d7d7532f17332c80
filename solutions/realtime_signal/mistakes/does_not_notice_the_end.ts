/** Mistake: it does not say that the process is gone. */
// Caught by: send() throws ESRCH when there is no such process, and EAGAIN when its queue is full
// Says: The process has ended: it did not throw
// Violates: when there is no such process; `EPERM`
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  try {
    right(pid, signal, value);
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}
