/** Mistake: it takes all that comes until its FIFO is closed, and a server may close it much later. */
// Caught by: request() has its FIFO open for reading from before it sends until the answer is there
// Says: request() did not return in
// Violates: Sends a request, and waits for the answer, as `serve()` has them.
export * from "../fifo.ts";
import { createFifo, publish, type request as Request } from "../fifo.ts";
import { close, read } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_RDONLY, open } from "lib/sys/fifo.ts";

export const request: typeof Request = async (path, body) => {
  const folder = await Deno.makeTempDir();
  createFifo(`${folder}/answer`);
  const fd = open(`${folder}/answer`, O_RDONLY | O_NONBLOCK);
  await publish(path, [`${folder}/answer\t${body}`]);
  const [answer, buffer] = [[] as number[], new Uint8Array(4096)];
  for (let n: number | undefined; n !== 0 || answer.length === 0;) {
    try {
      answer.push(...buffer.subarray(0, n = read(fd, buffer)));
    } catch { /* EAGAIN */ }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  close(fd);
  await Deno.remove(folder, { recursive: true });
  return new TextDecoder().decode(Uint8Array.from(answer.slice(0, -1)));
};
