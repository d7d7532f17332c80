/** Mistake: it takes a time of 0 for no time limit at all. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: { timeout: 0 }) still waits
// Violates: any number from 0 on
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  await right(signal, timeout ? { timeout } : {});
}
