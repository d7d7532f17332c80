/** Mistake: when it cannot make its FIFO, it removes what is in the way. */
// Caught by: serve() throws where createFifo() throws, and what is there stays
// Says: serve() has removed a file, which is not its own.
// Violates: Where `createFifo()` throws, the same, and what is there stays.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  try {
    await serveWell(path, handle, options);
  } catch (error) {
    await Deno.remove(path).catch(() => {});
    throw error;
  }
};
