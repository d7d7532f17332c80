/** Mistake: it hands every time to one timer, which goes off at once from 2 ** 31 on. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: waitFor(…, { timeout: 2147483648 }) threw TimedOut
// Violates: also more than a timer can hold
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout = Infinity }: { timeout?: number } = {},
): Promise<void> {
  const over = Promise.withResolvers<never>();
  const timer = timeout === Infinity ? 0 : setTimeout(() => {
    over.reject(new Deno.errors.TimedOut());
  }, timeout);
  await Promise.race([right(signal, { timeout }), over.promise]).finally(() => clearTimeout(timer));
}
