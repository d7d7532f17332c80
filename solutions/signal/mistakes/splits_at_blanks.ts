/** Mistake: it takes the third word of /proc/PID/stat for the state, but the name in front may have blanks. */
// Caught by: isRunning() does not take a zombie for the living
// Says: It has ended, but nobody has waited for it
// Violates: it may have any name
export * from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/stat`).split(" ")[2] !== "Z";
  } catch {
    return false;
  }
}
