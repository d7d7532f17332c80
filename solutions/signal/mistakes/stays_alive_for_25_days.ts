/** Mistake: it keeps the process alive by one timer, and the longest one is over after 25 days. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: its event loop is empty
// Violates: keeps the process alive meanwhile
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout = Infinity }: { timeout?: number } = {},
): Promise<void> {
  if (timeout !== Infinity) return await right(signal, { timeout });
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = () => resolve();
  Deno.addSignalListener(signal, listener);
  const timer = setTimeout(() => {}, 2 ** 31 - 1);
  await promise;
  clearTimeout(timer);
  Deno.removeSignalListener(signal, listener);
}
