/** Mistake: it takes any AbortError for its own abort, also one that the handler has thrown. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() whose handle throws an AbortError: it resolved
// Violates: What `handle` throws.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  try {
    await serveWell(path, handle, options);
  } catch (error) {
    if ((error as Error | undefined)?.name !== "AbortError") throw error;
  }
};
