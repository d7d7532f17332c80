/** Mistake: it cuts its patience to what a timer can hold. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: with a patience of 2151083648, has ended, and stopGracefully() returned, after 35813 minutes
// Violates: also more than a timer can hold
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  const { patience } = options;
  if (patience === Infinity) return await right(child, options);
  return await right(child, { patience: Math.min(patience, 2 ** 31 - 1) });
}
