/** Mistake: it takes the time for seconds. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: waitFor(…, { timeout: 3600000 }) still waits
// Violates: in milliseconds
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  const seconds = timeout !== undefined && timeout > 1000;
  await right(signal, { timeout: seconds ? timeout * 1000 : timeout });
}
