/** Mistake: it listens for the abort when the handler has been called, which may have aborted it already. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() aborted by handle itself: it has not ended
// Violates: then the promise resolves, even while `handle` has not settled
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, { signal }) => {
  const controller = new AbortController();
  const stop = () => controller.abort();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  const handleFirst = (body: string) => {
    signal.removeEventListener("abort", stop);
    const answer = handle(body);
    signal.addEventListener("abort", stop);
    return answer;
  };
  await serveWell(path, handleFirst, { signal: controller.signal });
};
