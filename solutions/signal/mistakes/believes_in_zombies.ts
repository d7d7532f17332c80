/** Mistake: it takes every process that has a number for one that runs. */
// Caught by: isRunning() does not take a zombie for the living
// Says: nobody has waited for it
// Violates: One that has ended and was not waited for (a zombie) does not.
export * from "../signal.ts";
import { kill } from "lib/sys/process.ts";

export function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
