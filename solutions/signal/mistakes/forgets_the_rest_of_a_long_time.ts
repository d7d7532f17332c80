/** Mistake: it waits as often as a timer can hold, and not for the rest. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: waitFor(…, { timeout: 4298567296 }) threw TimedOut
// Violates: any number from 0 on, also more than
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

const LONGEST = 2 ** 31 - 1;

export async function waitFor(
  signal: Deno.Signal,
  { timeout = Infinity }: { timeout?: number } = {},
): Promise<void> {
  const times = timeout === Infinity ? 0 : Math.floor(timeout / LONGEST);
  await right(signal, { timeout: times > 0 ? times * LONGEST : timeout });
}
