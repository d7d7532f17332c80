/** Mistake: it removes its FIFO when the answer has come, but not when something goes wrong. */
// Caught by: request() throws when nobody serves or answers, and removes its FIFO
// Says: request() at deserted: its FIFO and the folder have to be removed.
// Violates: In the end nothing of it is left, however this function ends: no FIFO, no folder, no timer.
export * from "../fifo.ts";
import { createFifo, publish, type request as Request } from "../fifo.ts";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_RDWR, O_WRONLY, open } from "lib/sys/fifo.ts";
import { Socket } from "node:net";
import { createInterface } from "node:readline";

export const request: typeof Request = async (path, body, { timeout }) => {
  const folder = await Deno.makeTempDir();
  const own = `${folder}/answer`;
  createFifo(own);
  close(open(path, O_WRONLY | O_NONBLOCK)); // Is there a server?
  await using fifo = new Socket({ fd: open(own, O_RDWR) });
  await publish(path, [`${own}\t${body}`]);
  const input = createInterface({ input: fifo, signal: AbortSignal.timeout(timeout) });
  for await (const answer of input) {
    await Deno.remove(folder, { recursive: true });
    return answer;
  }
  throw new Deno.errors.TimedOut("no answer");
};
