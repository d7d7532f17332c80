/** Mistake: its listener stays, so the signal does nothing any more. */
// Caught by: waitFor() removes its listener when the signal has come
// Says: alive after SIGALRM
// Violates: its listener is gone
export * from "../signal.ts";
export async function waitFor(signal: Deno.Signal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  Deno.addSignalListener(signal, () => resolve());
  const timer = setInterval(() => {}, 1e9);
  await promise;
  clearInterval(timer);
}
