/** Mistake: it starts to listen, and does not wait. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: although it had to throw
export * from "../signal.ts";
import { waitFor as waitForWell } from "../signal.ts";

export function waitFor(signal: Deno.Signal, options: { timeout?: number } = {}): void {
  waitForWell(signal, options);
}
