/** Mistake: it believes that no line is longer than `PIPE_BUF`, and leaves out those that are. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: the answer to a long request
// Violates: A request is one line in UTF-8
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createFifo, publish, type serve as Serve } from "../fifo.ts";
import { O_RDWR, open, PIPE_BUF } from "lib/sys/fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR), signal });
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  for await (const piece of fifo.on("error", () => {})) {
    const lines = (text + decoder.decode(piece, { stream: true })).split("\n");
    text = lines.pop()!;
    const requests = lines.filter((line) => new TextEncoder().encode(line).length < PIPE_BUF);
    for (const [client, ...body] of requests.map((request) => request.split("\t"))) {
      if (body.length > 0) await publish(client!, [await handle(body.join("\t"))]);
    }
  }
};
