/** Mistake: it rounds the time down to whole seconds. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: { timeout: 1400 }) threw TimedOut
// Violates: Whole seconds are too coarse
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout = Infinity }: { timeout?: number } = {},
): Promise<void> {
  await right(signal, { timeout: Math.floor(timeout / 1000) * 1000 });
}
