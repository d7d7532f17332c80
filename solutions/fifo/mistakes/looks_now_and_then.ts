/** Mistake: it does not wait for a client, but sleeps for a while and looks again. */
// Caught by: serve() uses a FIFO that is there, and waits for the next client when one has gone
// Says: serve() does not wait for bytes in its FIFO
// Violates: While nobody writes, it waits without using the CPU
export * from "../fifo.ts";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { read, unread } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = open(path, O_RDWR);
  while (!signal.aborted) {
    const bytes = new Uint8Array(unread(fifo));
    if (bytes.length > 0) read(fifo, bytes);
    for (const request of new TextDecoder().decode(bytes).split("\n")) {
      const [client, body] = request.split("\t");
      if (body !== undefined) await publish(client!, [await handle(body)]);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  Deno.removeSync(path);
};
