/** Mistake: it rounds its patience to whole seconds. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: has got SIGKILL after 1350 milliseconds
// Violates: Whole seconds are too coarse
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  return await right(child, { patience: Math.round(patience / 1000) * 1000 });
}
