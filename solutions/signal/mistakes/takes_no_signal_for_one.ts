/** Mistake: it returns when the time is over, as if the signal had come. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: { timeout: 0 }) returned
// Violates: When the signal does not come in time.
export * from "../signal.ts";
import { waitFor as waitForWell } from "../signal.ts";

export function waitFor(signal: Deno.Signal, options: { timeout?: number } = {}): Promise<void> {
  return waitForWell(signal, options).catch((error) => {
    if (!(error instanceof Deno.errors.TimedOut)) throw error;
  });
}
