/** Mistake: it repeats SIGTERM until the child has ended, which a child may take for "at once". */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: was asked with SIGTERM again
// Violates: with SIGTERM, once
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  const ask = setInterval(() => {
    try {
      child.kill("SIGTERM");
    } catch {
      // It has ended.
    }
  }, 100);
  return await right(child, options).finally(() => clearInterval(ask));
}
