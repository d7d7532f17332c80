/** Mistake: where there is no server, it makes a FIFO for it. */
// Caught by: request() throws when nobody serves or answers, and removes its FIFO
// Says: request(), where there is nothing: it threw ENXIO.
// Violates: `ENOENT` when there is nothing at `path`: no file is made.
export * from "../fifo.ts";
import { createFifo, request as requestWell } from "../fifo.ts";

export const request: typeof requestWell = async (path, body, options) => {
  const [there] = await Promise.allSettled([Deno.lstat(path)]);
  if (there.status === "rejected") createFifo(path);
  return await requestWell(path, body, options);
};
