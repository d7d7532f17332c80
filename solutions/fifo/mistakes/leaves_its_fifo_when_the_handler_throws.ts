/** Mistake: it removes its FIFO when it is told to stop, but not when something goes wrong. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: it threw the error of handle, its FIFO is left
// Violates: In the end it is closed and removed, however this function ends.
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
      if (body.length > 0) publish(client!, [await handle(body.join("\t"))]).catch(() => {});
    }
  } finally {
    fifo.destroy();
  }
  Deno.removeSync(path);
};
