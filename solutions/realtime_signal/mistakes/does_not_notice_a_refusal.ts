/** Mistake: it does not say that it may not send. */
// Caught by: send() and sendAll() throw EPERM when they may not send signals to a process
// Says: The process is somebody else's: it did not throw
// Violates: `EPERM`, when you may not send signals
export * from "../realtime_signal.ts";
import { send as right } from "../realtime_signal.ts";

export function send(pid: number, signal: number, value: number): void {
  try {
    right(pid, signal, value);
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") throw error;
  }
}
