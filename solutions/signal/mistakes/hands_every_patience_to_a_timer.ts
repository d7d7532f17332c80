/** Mistake: it hands every patience to one timer, which goes off at once from 2 ** 31 on. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: with a patience of 2151083648, has ended, and stopGracefully() returned, after 2000 milliseconds
// Violates: also more than a timer can hold
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  return await right(child, {
    patience: patience > 2 ** 31 - 1 && patience < Infinity ? 1 : patience,
  });
}
