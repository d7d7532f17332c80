/** Mistake: it looks for "State:" anywhere in the file status, and finds it in the name. */
// Caught by: isRunning() tells the living, also a stopped one, from one that has gone
// Says: It lives, and its name is
// Violates: it may have any name
export * from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return !"ZX".includes(/State:\s*(.)/.exec(status)![1]!);
  } catch {
    return false;
  }
}
