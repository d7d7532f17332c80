/** Mistake: it believes that what one read brings are whole requests. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: Values are not equal: The third answer
// Violates: A request is one line in UTF-8
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR), signal });
  try {
    for await (const piece of fifo.setEncoding("utf8")) {
      for (const request of piece.split("\n")) {
        const [client, body] = request.split("\t");
        if (body !== undefined) publish(client!, [await handle(body)]).catch(() => {});
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    Deno.removeSync(path);
  }
};
