/** Mistake: when it is aborted it waits for the end of its input, which a client keeps away. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() aborted while nobody writes: it has not ended
// Violates: Stops it: then the promise resolves
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { O_NONBLOCK, O_RDONLY, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDONLY | O_NONBLOCK) });
  using keepAlive = Deno.openSync(path, { write: true });
  const hangUp = () => keepAlive[Symbol.dispose]();
  signal.aborted ? hangUp() : signal.addEventListener("abort", hangUp);
  try {
    for await (const request of createInterface({ input: fifo })) {
      const [client, body] = request.split("\t");
      if (body !== undefined) await publish(client!, [await handle(body)]);
    }
  } finally {
    Deno.removeSync(path);
  }
};
