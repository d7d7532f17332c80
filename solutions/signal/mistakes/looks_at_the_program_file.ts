/** Mistake: it looks for the file that a process runs, which only its owner may see. */
// Caught by: isRunning() knows of a process that it may not signal
// Says: somebody else's, and yet it runs
// Violates: The process may belong to somebody else
export * from "../signal.ts";

export function isRunning(pid: number): boolean {
  try {
    return Deno.readLinkSync(`/proc/${pid}/exe`) !== "";
  } catch {
    return false;
  }
}
