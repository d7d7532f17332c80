/** Mistake: it writes an answer into whatever is there, and into a new file where nothing is. */
// Caught by: serve() goes on when a client has vanished before its answer
// Says: Answers go into FIFOs only, not into a file.
// Violates: if it is a FIFO that somebody has open for reading
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, type serve as Serve } from "../fifo.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR) });
  for await (const request of createInterface({ input: fifo, signal })) {
    const [client, body] = request.split("\t");
    if (body !== undefined) Deno.writeTextFile(client!, `${await handle(body)}\n`).catch(() => {});
  }
  fifo.destroy();
  Deno.removeSync(path);
};
