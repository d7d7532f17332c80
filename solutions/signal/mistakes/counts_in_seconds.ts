/** Mistake: it takes the time for seconds. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: waitFor(…, { timeout: 20.5 }) still waits
// Violates: in milliseconds
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout = Infinity }: { timeout?: number } = {},
): Promise<void> {
  await right(signal, { timeout: timeout * 1000 });
}
