/** Mistake: it sends the request first, and a fast server finds no FIFO for the answer. */
// Caught by: request() has its FIFO open for reading from before it sends until the answer is there
// Says: has to be open for reading before the request is sent.
// Violates: from before the request is sent, by one `write()`
export * from "../fifo.ts";
import { collect, createFifo, publish, type request as Request } from "../fifo.ts";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_WRONLY, open } from "lib/sys/fifo.ts";

export const request: typeof Request = async (path, body) => {
  const folder = await Deno.makeTempDir();
  const own = `${folder}/answer`;
  try {
    close(open(path, O_WRONLY | O_NONBLOCK)); // Is there a server?
    await publish(path, [`${own}\t${body}`]);
    createFifo(own);
    const [answer] = await collect(own);
    return answer!;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
};
