/** Mistake: it reads again and again, while the FIFO is at its end and read() returns at once. */
// Caught by: serve() uses a FIFO that is there, and waits for the next client when one has gone
// Says: serve() does not wait for bytes in its FIFO
// Violates: it waits without using the CPU
export * from "../fifo.ts";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  using fifo = await Deno.open(path);
  const buffer = new Uint8Array(4096);
  while (!signal.aborted) {
    const length = await fifo.read(buffer);
    if (length === null) continue; // Perhaps somebody comes.
    for (const request of new TextDecoder().decode(buffer.subarray(0, length)).split("\n")) {
      const [client, body] = request.split("\t");
      if (body !== undefined) await publish(client!, [await handle(body)]);
    }
  }
  Deno.removeSync(path);
};
