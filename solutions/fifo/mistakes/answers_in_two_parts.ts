/** Mistake: it writes an answer, then its newline, for which there may be no room. */
// Caught by: serve() goes on when a client has vanished before its answer
// Says: What is in the FIFO with room for all but the newline
// Violates: by one `write()`
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, type serve as Serve } from "../fifo.ts";
import { close, write } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_RDWR, O_WRONLY, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR) });
  for await (const request of createInterface({ input: fifo, signal })) {
    const [client, body] = request.split("\t");
    try {
      if (body === undefined || !Deno.statSync(client!).isFifo) continue;
      const fd = open(client!, O_WRONLY | O_NONBLOCK);
      for (const part of [await handle(body), "\n"]) write(fd, new TextEncoder().encode(part));
      close(fd);
    } catch { /* gone */ }
  }
  fifo.destroy();
};
