/** Mistake: it hides that nobody can catch the signal, and waits for it. */
// Caught by: waitFor() throws TypeError for a signal that nobody can catch
// Says: is idle in its event loop
export * from "../signal.ts";
import { waitFor as waitForWell } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  await waitForWell(signal, options).catch((error) => {
    if (!(error instanceof TypeError)) throw error;
    return new Promise((resolve) => setTimeout(resolve, options.timeout ?? 1e9));
  });
}
