/** Mistake: it asks with a signal that lets a stopped process go on. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: It was stopped. Now it goes on
// Violates: changes nothing about it
export * from "../signal.ts";
import { isRunning as right } from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
  } catch {
    // It has gone, or belongs to somebody else.
  }
  return right(pid);
}
