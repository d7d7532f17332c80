/** Mistake: it removes its listener when the signal comes, but not when the time is over. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: alive after SIGALRM
// Violates: When a wait ends, in whichever way, its listener is gone
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  const keep = () => {};
  Deno.addSignalListener(signal, keep);
  await right(signal, options);
  Deno.removeSignalListener(signal, keep);
}
