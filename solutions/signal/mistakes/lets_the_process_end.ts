/** Mistake: it believes that a listener keeps the process alive. */
// Caught by: waitFor() keeps its process alive until the signal comes, and no longer
// Says: its event loop is empty
// Violates: keeps the process alive meanwhile
export * from "../signal.ts";
export function waitFor(signal: Deno.Signal): Promise<void> {
  return new Promise((resolve) => {
    const listener = () => {
      Deno.removeSignalListener(signal, listener);
      resolve();
    };
    Deno.addSignalListener(signal, listener);
  });
}
