/** Mistake: it tells how the child ended, and still kills its number when the patience is over. */
// Caught by: stopGracefully() tells how a child ended before, and signals nobody
// Says: signal: "SIGKILL"
// Violates: not even later
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  const timer = setTimeout(() => {
    try {
      Deno.kill(child.pid, "SIGKILL");
    } catch { /* It has gone. */ }
  }, options.patience);
  Deno.unrefTimer(timer);
  return await right(child, options);
}
