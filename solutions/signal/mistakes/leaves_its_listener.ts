/** Mistake: its listener stays, so the signal does nothing any more. */
// Caught by: waitFor() lets several wait at the same time, and others listen
// Says: How many listeners waitFor() left: 2 instead of 0
// Violates: its listener is gone
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(signal: Deno.Signal, options = {}): Promise<void> {
  await right(signal, options);
  Deno.addSignalListener(signal, () => {});
}
