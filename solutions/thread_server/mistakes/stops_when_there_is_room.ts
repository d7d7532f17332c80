/** Mistake: it hears that it has to stop when there is room again. */
// Caught by: serve() stops whenever it is told to, over unix sockets as well
// Says: A client was not accepted, and does not read the end
// Violates: stops the server when it aborts
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  const controller = new AbortController();
  const stop = () => pool.room().then(() => controller.abort());
  if (signal.aborted) controller.abort();
  signal.addEventListener("abort", stop);
  await right(listener, pool, controller);
  signal.removeEventListener("abort", stop);
}
