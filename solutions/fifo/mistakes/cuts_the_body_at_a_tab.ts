/** Mistake: it cuts the body at the next tab. */
// Caught by: serve() uses a FIFO that is there, and waits for the next client when one has gone
// Says: Values are not equal: The answer
// Violates: which is all that follows the first tab
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  await serveWell(path, (body) => handle(body.split("\t")[0]!), options);
};
