/** Mistake: it waits for an abort that has already been. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() aborted before the call: it has not ended
// Violates: The signal may be aborted before the call.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const stop = new AbortController();
  options.signal.addEventListener("abort", () => stop.abort());
  await serveWell(path, handle, { signal: stop.signal });
};
