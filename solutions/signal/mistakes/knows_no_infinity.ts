/** Mistake: it takes Infinity for no time at all. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: { timeout: Infinity }) threw TimedOut
// Violates: with `Infinity`, you wait for ever
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  await right(signal, options.timeout === Infinity ? { timeout: 0 } : options);
}
