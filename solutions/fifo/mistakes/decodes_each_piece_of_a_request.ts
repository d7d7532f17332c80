/** Mistake: it decodes each piece by itself, and a character may have come in two. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: The answer to what came byte by byte
// Violates: A request is one line in UTF-8
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR), signal });
  let text = "";
  for await (const piece of fifo.on("error", () => {})) {
    const requests = (text + new TextDecoder().decode(piece)).split("\n");
    text = requests.pop()!;
    for (const [client, ...body] of requests.map((request) => request.split("\t"))) {
      if (body.length > 0) await publish(client!, [await handle(body.join("\t"))]);
    }
  }
};
