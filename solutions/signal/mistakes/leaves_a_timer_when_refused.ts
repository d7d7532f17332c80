/** Mistake: it starts its timer first, and forgets it when the listener is refused. */
// Caught by: waitFor() throws TypeError for a signal that nobody can catch
// Says: its process did not end in
// Violates: no timer of it keeps the process alive
export * from "../signal.ts";
import { waitFor as waitForWell } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  const timer = setInterval(() => {}, 1e9);
  await waitForWell(signal, options);
  clearInterval(timer);
}
