/** Mistake: it listens for an abort that has been before. */
// Caught by: serve() stops whenever it is told to, over unix sockets as well
// Says: It was told to stop before it began, and serve() does not return
// Violates: and at once if it has aborted before
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  const controller = new AbortController();
  signal.addEventListener("abort", () => controller.abort());
  await right(listener, pool, controller);
}
