/** Mistake: it opens the two FIFOs in the wrong order, and waits for a server who waits for it. */
// Caught by: request() returns the answer of a server in the shell
// Says: answer) until somebody opens that FIFO for writing; nobody else has it open
// Violates: Sends a request, and waits for the answer, as `serve()` has them.
export * from "../fifo.ts";
import { createFifo, publish, type request as Request } from "../fifo.ts";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_WRONLY, open } from "lib/sys/fifo.ts";

export const request: typeof Request = async (path, body) => {
  const folder = await Deno.makeTempDir();
  const own = `${folder}/answer`;
  try {
    close(open(path, O_WRONLY | O_NONBLOCK)); // Is there a server?
    createFifo(own);
    const answers = await Deno.open(own);
    await publish(path, [`${own}\t${body}`]);
    return (await new Response(answers.readable).text()).trim();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
};
