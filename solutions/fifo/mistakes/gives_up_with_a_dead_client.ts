/** Mistake: it does not wait for a client who has gone, but gives up all others with that one. */
// Caught by: serve() goes on when a client has vanished before its answer
// Says: nobody-reads: ENXIO
// Violates: the others get their answers
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_RDWR, O_WRONLY, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR) });
  try {
    for await (const request of createInterface({ input: fifo, signal })) {
      const [client, body] = request.split("\t");
      close(open(client!, O_WRONLY | O_NONBLOCK)); // Is it there?
      await publish(client!, [await handle(body!)]);
    }
  } finally {
    fifo.destroy();
    Deno.removeSync(path);
  }
};
