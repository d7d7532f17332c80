/** Mistake: it removes the FIFO that is there, and makes another one. */
// Caught by: serve() uses a FIFO that is there, and waits for the next client when one has gone
// Says: It has to be the same FIFO, with the same mode.
// Violates: Its FIFO, which it makes, as `createFifo()` does.
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";
import { basename, dirname } from "@std/path";

export const serve: typeof serveWell = async (path, handle, options) => {
  const stale = [...Deno.readDirSync(dirname(path))].some(({ name }) => name === basename(path));
  if (stale && Deno.lstatSync(path).isFifo) Deno.removeSync(path);
  await serveWell(path, handle, options);
};
