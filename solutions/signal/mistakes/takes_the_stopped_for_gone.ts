/** Mistake: it takes only a process that waits or uses the CPU for one that runs. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: It is only stopped.
// Violates: One that is stopped does.
export * from "../signal.ts";
export function isRunning(pid: number): boolean {
  try {
    return /\) [RSD] [^)]*$/.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch {
    return false;
  }
}
