/** Mistake: it reads the first line only, but a name may have two. */
// Caught by: isRunning() does not take a zombie for the living
// Says: has waited for it. Its name is
// Violates: it may have any name
export * from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    const [line] = Deno.readTextFileSync(`/proc/${pid}/stat`).split("\n");
    return !/\) Z /.test(line!);
  } catch {
    return false;
  }
}
