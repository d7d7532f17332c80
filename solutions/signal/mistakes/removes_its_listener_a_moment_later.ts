/** Mistake: it has returned, and its listener is removed a moment later. */
// Caught by: waitFor() lets several wait at the same time, and others listen
// Says: How many listeners were left when waitFor() returned
// Violates: When a wait ends, in whichever way, its listener is gone
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(signal: Deno.Signal, options?: { timeout?: number }): Promise<void> {
  const keep = () => {};
  Deno.addSignalListener(signal, keep);
  try {
    return await right(signal, options);
  } finally {
    setTimeout(() => Deno.removeSignalListener(signal, keep), 0);
  }
}
