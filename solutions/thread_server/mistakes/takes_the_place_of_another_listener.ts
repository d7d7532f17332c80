/** Mistake: it sets `onabort`, which somebody else has set before. */
// Caught by: serve() stops whenever it is told to, over unix sockets as well
// Says: serve() has put its own function in the place of another one
// Violates: stops the server when it aborts
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";

export async function serve(...[listener, pool, { signal }]: Parameters<typeof right>) {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.onabort = () => controller.abort();
  await right(listener, pool, controller);
}
