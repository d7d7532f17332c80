/** Mistake: its timer runs on when the signal has come, and keeps the process alive. */
// Caught by: waitFor() keeps its process alive until the signal comes, and no longer
// Says: its process did not end in
// Violates: no timer of it keeps the process alive
export * from "../signal.ts";
export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listener = () => resolve();
  Deno.addSignalListener(signal, listener);
  setTimeout(() => reject(new Deno.errors.TimedOut("in vain")), options.timeout ?? 1e9);
  await promise.finally(() => Deno.removeSignalListener(signal, listener));
}
