/** Mistake: it takes the end-of-file that a client leaves behind for the end of its work. */
// Caught by: serve() uses a FIFO that is there, and waits for the next client when one has gone
// Says: serve() ended too early: the next client may still come
// Violates: Answers requests until it is told to stop.
export * from "../fifo.ts";
import { collect, createFifo, publish, type serve as Serve } from "../fifo.ts";

export const serve: typeof Serve = async (path, handle) => {
  createFifo(path);
  try {
    for (const request of await collect(path)) {
      const [client, body] = request.split("\t");
      if (body !== undefined) await publish(client!, [await handle(body)]);
    }
  } finally {
    Deno.removeSync(path);
  }
};
