/** Mistake: it opens the FIFO of a client who has gone, and waits for a reader who never comes. */
// Caught by: serve() goes on when a client has vanished before its answer
// Says: nobody-reads) until somebody opens that FIFO for reading
// Violates: If not, the client has gone
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
      const [client, ...body] = request.split("\t");
      if (body.length > 0) await publish(client!, [await handle(body.join("\t"))]);
    }
  } finally {
    fifo.destroy();
    Deno.removeSync(path);
  }
};
