/** Mistake: it takes a frame that has one byte more than the limit. */
// Caught by: serve() hangs up on clients that are gone or break the rules, and goes on
// Says: ms until serve() hangs up on a client whose frame is above the limit
// Violates: the most bytes that a client's frame may have
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  await right(listener, { signal, limit: limit + 1 });
}
