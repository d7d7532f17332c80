/** Mistake: it does not say that the process has ended meanwhile. */
// Caught by: sendAll() throws ESRCH when the process ends while it waits for room
// Says: The process ended meanwhile: it did not throw
// Violates: `ESRCH`, when there is no such process, also
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  try {
    await right(pid, signal, values);
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}
