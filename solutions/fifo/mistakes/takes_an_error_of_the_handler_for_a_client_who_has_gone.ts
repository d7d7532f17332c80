/** Mistake: it lets ENXIO pass as the sign of a client who has gone, also when the handler throws it. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() whose handle throws an error with a code: it has not ended
// Violates: What `handle` throws.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const lenient = async (body: string) => {
    try {
      return await handle(body);
    } catch (error) {
      if ((error as { code?: string } | undefined)?.code !== "ENXIO") throw error;
      return "";
    }
  };
  await serveWell(path, lenient, options);
};
