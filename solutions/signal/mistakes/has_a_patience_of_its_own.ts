/** Mistake: it waits for half an hour at most, however long the child may take. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: After 59 minutes
// Violates: `patience` tells how long the child may take
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  return await right(child, { patience: Math.min(patience, 1_800_000) });
}
