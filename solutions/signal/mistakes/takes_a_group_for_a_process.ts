/** Mistake: it believes kill(), to which 0 is a group of processes. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: No process has the number 0.
// Violates: A number that belongs to nobody does not
export * from "../signal.ts";
import { kill } from "lib/sys/process.ts";

export function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code === "ESRCH") return false;
  }
  try {
    return !/\) Z [^)]*$/.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch {
    return true; // Something got the signal.
  }
}
