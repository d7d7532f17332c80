/** Mistake: it takes Infinity for no patience at all. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: AssertionError: The child that cleans up, with a patience of Infinity, has ended
// Violates: With `Infinity`, SIGKILL never comes.
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  return await right(child, { patience: Number.isFinite(patience) ? patience : 0 });
}
