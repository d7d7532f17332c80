/** Mistake: it looks once a minute whether the child has ended. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: that obeys SIGTERM, with a patience of 0, has ended, and stopGracefully() still waits
// Violates: as soon as it has ended
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  const stopping = right(child, options);
  let ended = false;
  stopping.then(() => ended = true);
  do await new Promise((resolve) => setTimeout(resolve, 60_000)); while (!ended);
  return await stopping;
}
