/** Mistake: it remembers that the signal came once, and does not wait again. */
// Caught by: waitFor() lets several wait at the same time, and others listen
// Says: once more, before it comes: returned instead of waits
// Violates: Waits until its own process gets a signal
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

const came = new Set<Deno.Signal>();

export async function waitFor(signal: Deno.Signal, options = {}): Promise<void> {
  if (!came.has(signal)) await right(signal, options);
  came.add(signal);
}
