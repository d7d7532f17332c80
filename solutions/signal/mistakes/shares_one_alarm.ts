/** Mistake: all children share one patience, and the first one sets it. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: with a patience of 3600000, has ended, and stopGracefully() returned
// Violates: Several children may be stopped at the same time.
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

let alarm: { patience: number } | undefined;

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  alarm ??= { ...options };
  return await right(child, alarm);
}
