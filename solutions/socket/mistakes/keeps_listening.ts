/** Mistake: it returns when it is told to stop, and clients can still connect. */
// Caught by: serve() leaves nothing behind when it is aborted
// Says: It was told to stop before it began, has returned, and leaves a socket open
// Violates: it is closed in the end
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const stopped = new Promise((resolve) => signal.addEventListener("abort", resolve));
  if (signal.aborted) return;
  const copy = Object.assign(Object.create(listener), {
    close: () => {},
    async *[Symbol.asyncIterator]() {
      while (!signal.aborted) {
        const client = await Promise.race([listener.accept(), stopped]);
        if (!signal.aborted) yield client;
      }
    },
  });
  await right(copy, { signal, limit });
}
