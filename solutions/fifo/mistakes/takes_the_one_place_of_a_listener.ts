/** Mistake: it sets `onabort`, for which there is one place only, and another call may have it already. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() aborted together with another one: it has not ended
// Violates: Stops it: then the promise resolves
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, { signal }) => {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.onabort = () => controller.abort();
  await serveWell(path, handle, { signal: controller.signal });
};
