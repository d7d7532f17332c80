/** Mistake: it removes its listener when the signal comes, but not when the time is over. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: alive after SIGALRM
// Violates: When a wait ends, in whichever way, its listener is gone
export * from "../signal.ts";
export function waitFor(signal: Deno.Signal, options: { timeout?: number } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Deno.errors.TimedOut()), options.timeout ?? 1e9);
    const listener = () => {
      clearTimeout(timer);
      Deno.removeSignalListener(signal, listener);
      resolve();
    };
    Deno.addSignalListener(signal, listener);
  });
}
