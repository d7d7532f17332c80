/** Mistake: all children share one timer, and the last one sets it. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: patience of 0, has not ended
// Violates: Several children may be stopped at the same time.
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

let alarm = { patience: 0 };

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  alarm = { ...options };
  await Promise.resolve();
  return await right(child, alarm);
}
