/** Mistake: who waits is kept in one variable, and the second one takes the place of the first. */
// Caught by: waitFor() lets several wait at the same time, and others listen
// Says: The first who waits for SIGALRM: waits instead of returned
// Violates: a signal ends the wait of everyone who waits for it
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

let wake = () => {};

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  const waiting = new Promise<void>((resolve) => wake = resolve);
  await right(signal, options);
  wake();
  await waiting;
}
