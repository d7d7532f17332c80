/** Mistake: it waits for ten seconds at most, however long the child may take. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: AssertionError: The child that cleans up, with a patience of 3600000, has ended
// Violates: `patience` tells how long the child may take
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  return await right(child, { patience: Math.min(patience, 10_000) });
}
