/** Mistake: it opens the server's FIFO in a way that waits, perhaps for ever, until there is a server. */
// Caught by: request() throws when nobody serves or answers, and removes its FIFO
// Says: deserted) until somebody opens that FIFO for reading; nobody else has it open
// Violates: `ENXIO`, at once, when nobody has the server's FIFO open for reading
export * from "../fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createFifo, publish, type request as Request } from "../fifo.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";

export const request: typeof Request = async (path, body, { timeout }) => {
  const folder = await Deno.makeTempDir();
  const own = `${folder}/answer`;
  createFifo(own);
  const fifo = new Socket({ fd: open(own, O_RDWR) });
  try {
    await publish(path, [`${own}\t${body}`]);
    const input = createInterface({ input: fifo, signal: AbortSignal.timeout(timeout) });
    for await (const answer of input) return answer;
    throw new Deno.errors.TimedOut("no answer");
  } finally {
    fifo.destroy();
    await Deno.remove(folder, { recursive: true });
  }
};
