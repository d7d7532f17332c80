/** Mistake: it takes "you may not" for "there is none". */
// Caught by: isRunning() knows of a process that it may not signal
// Says: somebody else's, and yet it runs
// Violates: The process may belong to somebody else
export * from "../signal.ts";
import { kill } from "lib/sys/process.ts";
import { isRunning as isRunningWell } from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
  } catch {
    return false;
  }
  return isRunningWell(pid);
}
