/** Mistake: it takes the end of its listener for a failure. */
// Caught by: serve() leaves nothing behind when it is aborted
// Says: serve() threw BadResource
// Violates: until it is told to stop
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const all = {
    close: () => listener.close(),
    async *[Symbol.asyncIterator]() {
      for (;;) yield await listener.accept();
    },
  };
  await right(all as unknown as Deno.Listener, { signal, limit });
}
