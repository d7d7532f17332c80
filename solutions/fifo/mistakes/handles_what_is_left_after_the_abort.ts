/** Mistake: told to stop, it still calls the handler for the requests that it has read already. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: after the abort, it called handle again
// Violates: Answers requests until it is told to stop.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, { signal }) => {
  const stop = new AbortController();
  const aborted = new Promise<string>((resolve) => {
    if (signal.aborted) stop.abort();
    signal.addEventListener("abort", () => {
      resolve("");
      setTimeout(() => stop.abort(), 1);
    });
  });
  const beside = (body: string) => Promise.race([handle(body), aborted]);
  await serveWell(path, beside, { signal: stop.signal });
};
