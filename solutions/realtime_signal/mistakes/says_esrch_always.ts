/** Mistake: it says that there is no such process, whatever the reason is. */
// Caught by: send() and sendAll() throw EPERM when they may not send signals to a process
// Says: sendAll(): it threw ESRCH
// Violates: may not send signals to it
export * from "../realtime_signal.ts";
import { sendAll as right } from "../realtime_signal.ts";

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  try {
    await right(pid, signal, values);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw Object.assign(new Error("There is no such process"), { code: "ESRCH" });
  }
}
