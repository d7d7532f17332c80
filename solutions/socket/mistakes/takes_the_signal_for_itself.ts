/** Mistake: it sets the one handler that a signal has, and another server with this signal loses its own. */
// Caught by: serve() leaves nothing behind when it is aborted
// Says: Of two servers with the same signal, one goes on
// Violates: stops the server when it aborts
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const mine = new AbortController();
  signal.onabort = () => mine.abort();
  if (signal.aborted) mine.abort();
  await right(listener, { signal: mine.signal, limit });
}
