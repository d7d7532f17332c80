/** Mistake: it waits for the signal to abort, although that has happened before. */
// Caught by: serve() leaves nothing behind when it is aborted
// Says: ms until serve() listens
// Violates: at once if it has aborted before
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  if (!signal.aborted) return await right(listener, { signal, limit });
  await right(listener, { signal: new AbortController().signal, limit });
}
