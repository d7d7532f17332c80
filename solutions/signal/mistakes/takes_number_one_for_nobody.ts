/** Mistake: it takes number 1 for none, as 0 and -1 are. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: the very first process, number 1
// Violates: any process may be asked about
export * from "../signal.ts";
import { isRunning as right } from "../signal.ts";

export function isRunning(pid: number): boolean {
  return pid > 1 && right(pid);
}
