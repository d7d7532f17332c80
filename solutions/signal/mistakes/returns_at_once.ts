/** Mistake: it starts to listen, and does not wait. */
// Caught by: waitFor() keeps its process alive until the signal comes
// Says: waitFor() returned before there was a signal.
export * from "../signal.ts";
import { waitFor as waitForWell } from "../signal.ts";

export function waitFor(signal: Deno.Signal, options: { timeout?: number } = {}): void {
  waitForWell(signal, options);
}
