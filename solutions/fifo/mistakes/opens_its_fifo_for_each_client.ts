/** Mistake: it opens its FIFO anew for each client, and whoever comes in between finds nobody. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: While it handles a request, serve() has to keep its FIFO open for reading.
// Violates: From then on it is open for reading without a break.
export * from "../fifo.ts";
import { collect, createFifo, publish, type serve as Serve } from "../fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  while (!signal.aborted) {
    for (const request of await collect(path)) {
      const [client, body] = request.split("\t");
      if (body !== undefined) await publish(client!, [await handle(body)]);
    }
  }
  Deno.removeSync(path);
};
