/** Mistake: it asks whether the error is true, and a handler can reject with `undefined`. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() whose handle rejects with undefined: it resolved
// Violates: What `handle` throws.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const error = await serveWell(path, handle, options).catch((error) => error);
  if (error) throw error;
};
