/** Mistake: it does not look at its time limit. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: is idle in its event loop
export * from "../signal.ts";
import { waitFor as waitForWell } from "../signal.ts";

export function waitFor(signal: Deno.Signal): Promise<void> {
  return waitForWell(signal);
}
