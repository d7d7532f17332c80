/** Mistake: it takes a line without a tab for a request. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: Values are not equal: The second answer
// Violates: A line without a tab is no request, and is left out.
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR) });
  try {
    for await (const request of createInterface({ input: fifo, signal })) {
      const [client, body = ""] = request.split("\t");
      await publish(client!, [await handle(body)]).catch(() => {});
    }
  } finally {
    fifo.destroy();
    Deno.removeSync(path);
  }
};
