/** Mistake: it waits for children of its own, and whoever has started them learns nothing. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: was collected by isRunning()
// Violates: your own children, too
export * from "../signal.ts";
import { waitpid, WNOHANG } from "lib/sys/process.ts";
import { isRunning as right } from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    return waitpid(pid, WNOHANG) === undefined;
  } catch {
    return right(pid); // not a child
  }
}
