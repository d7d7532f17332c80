/** Mistake: it takes every failure of kill() for a process that it may not signal. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: It has gone.
// Violates: A number that belongs to nobody does not.
export * from "../signal.ts";
import { kill } from "lib/sys/process.ts";
import { isRunning as right } from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
  } catch {
    return true;
  }
  return right(pid);
}
