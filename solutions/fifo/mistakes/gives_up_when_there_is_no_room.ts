/** Mistake: it does not wait for room in the FIFO of a server who is busy. */
// Caught by: request() waits for room and for its answer exactly as long as it may
// Says: {"threw":"EAGAIN"}
// Violates: while it has no room for the request, this function waits
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, type request as Request } from "../fifo.ts";
import { close, write } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_RDWR, O_WRONLY, open } from "lib/sys/fifo.ts";

export const request: typeof Request = async (path, body) => {
  const own = `${await Deno.makeTempDir()}/answer`;
  createFifo(own);
  const fifo = new Socket({ fd: open(own, O_RDWR) });
  const server = open(path, O_WRONLY | O_NONBLOCK);
  try {
    write(server, new TextEncoder().encode(`${own}\t${body}\n`));
    for await (const answer of createInterface({ input: fifo })) return answer;
    throw new Deno.errors.TimedOut("no answer");
  } finally {
    close(server);
    fifo.destroy();
  }
};
