/** Mistake: all calls keep their timer in one variable, and clear the one that was set last. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: with a patience of 2151083648, has not ended
// Violates: Several children may be stopped at the same time.
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

let timer: { clear: () => void } | undefined;

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  let forgotten = false;
  timer = { clear: () => forgotten = true };
  const kill = (signal: Deno.Signal) => {
    if (signal !== "SIGKILL" || !forgotten) child.kill(signal);
  };
  const status = await right({ pid: child.pid, status: child.status, kill }, { patience });
  timer.clear();
  return status;
}
