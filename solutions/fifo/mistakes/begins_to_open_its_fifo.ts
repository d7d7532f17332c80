/** Mistake: its FIFO is not open yet when it sends: opening waits for a server, who may not wait. */
// Caught by: request() has its FIFO open for reading from before it sends until the answer is there
// Says: has to be open for reading before the request is sent.
// Violates: That FIFO is open for reading without a break
export * from "../fifo.ts";
import { collect, createFifo, publish, type request as Request } from "../fifo.ts";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_WRONLY, open } from "lib/sys/fifo.ts";

export const request: typeof Request = async (path, body) => {
  const folder = await Deno.makeTempDir();
  const own = `${folder}/answer`;
  try {
    close(open(path, O_WRONLY | O_NONBLOCK)); // Is there a server?
    createFifo(own);
    const answers = collect(own);
    await publish(path, [`${own}\t${body}`]);
    return (await answers)[0]!;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
};
