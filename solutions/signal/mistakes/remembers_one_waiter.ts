/** Mistake: it keeps the waiting call in one variable, where the next call takes its place. */
// Caught by: waitFor() ends every call that waits for the same signal
// Says: is idle in its event loop
export * from "../signal.ts";
let wake: () => void;

export async function waitFor(signal: Deno.Signal): Promise<void> {
  const waiting = new Promise<void>((resolve) => wake = resolve);
  const listener = () => wake();
  Deno.addSignalListener(signal, listener);
  const timer = setInterval(() => {}, 1e9);
  await waiting;
  clearInterval(timer);
  Deno.removeSignalListener(signal, listener);
}
