/** Mistake: everybody on this machine may write into its FIFO, and read what others ask. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: The mode of the FIFO that serve() has made
// Violates: Its FIFO, which it makes, as `createFifo()` does.
export * from "../fifo.ts";
import { createFifo, serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  createFifo(path, 0o666);
  await serveWell(path, handle, options);
};
