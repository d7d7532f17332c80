/** Mistake: it keeps the FIFO of each client open, and another one may be at that path the next time. */
// Caught by: serve() reads every request, also those that come while it handles another
// Says: the answer in a new FIFO at a path that was used before has arrived
// Violates: if it is a FIFO that somebody has open for reading
export * from "../fifo.ts";
import { openSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { createFifo, type serve as Serve } from "../fifo.ts";

export const serve: typeof Serve = async (path, handle, { signal }) => {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDWR), signal }).setEncoding("utf8");
  const clients: Record<string, number> = {};
  let text = "";
  for await (const piece of fifo.on("error", () => {})) {
    const requests = (text + piece).split("\n");
    text = requests.pop()!;
    for (const [client = "", ...body] of requests.map((request) => request.split("\t"))) {
      if (body.length === 0) continue;
      const answer = await handle(body.join("\t"));
      writeSync(clients[client] ??= openSync(client, "r+"), `${answer}\n`);
    }
  }
};
