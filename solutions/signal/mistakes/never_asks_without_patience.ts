/** Mistake: without any patience, it does not ask, and only kills. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: that obeys SIGTERM, with a patience of 0, ended with SIGKILL
// Violates: asks it with SIGTERM
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  if (options.patience > 0) return await right(child, options);
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
  return await child.status;
}
