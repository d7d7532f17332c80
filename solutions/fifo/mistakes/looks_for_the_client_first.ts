/** Mistake: it looks for the client before it calls the handler, and that client may come a moment later. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: serve() has called handle for a client who opens its FIFO a moment later
// Violates: if it is a FIFO that somebody has open for reading
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_RDWR, O_WRONLY, open } from "lib/sys/fifo.ts";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR) });
  for await (const request of createInterface({ input: fifo, signal })) {
    const [client, ...body] = request.split("\t");
    try {
      close(open(client!, O_WRONLY | O_NONBLOCK));
    } catch {
      continue; // It has gone.
    }
    if (body.length > 0) await publish(client!, [await handle(body.join("\t"))]);
  }
};
