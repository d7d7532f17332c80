/** Mistake: it does not wait until its FIFO is removed, and whoever serves next may lose a new one. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: its FIFO was there for another moment
// Violates: In the end it is closed and removed, however this function ends.
export * from "../fifo.ts";
import { createFifo, serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  try {
    await serveWell(path, handle, options);
  } finally {
    createFifo(path); // as if it had not been removed yet
    Deno.remove(path);
  }
};
