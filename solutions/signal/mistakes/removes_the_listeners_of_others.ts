/** Mistake: it removes all listeners of the signal, also those of others. */
// Caught by: waitFor() lets several wait at the same time, and others listen
// Says: the other listener of node:process was called: 1 instead of 2
// Violates: Other listeners stay
export * from "../signal.ts";
import process from "node:process";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  await right(signal, options);
  process.removeAllListeners(signal);
}
