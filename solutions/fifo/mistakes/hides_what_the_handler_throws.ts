/** Mistake: it goes on when the handler fails, and nobody gets to know. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() whose handle throws: it has not ended
// Violates: What `handle` throws.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const calm = async (body: string) => {
    try {
      return await handle(body);
    } catch (error) {
      return `${error}`;
    }
  };
  await serveWell(path, calm, options);
};
