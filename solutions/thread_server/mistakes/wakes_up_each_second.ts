/** Mistake: a timer looks whether it was told to stop. */
// Caught by: serve() sleeps while nothing happens
// Says: a timer has gone off
// Violates: no timer of `serve()` goes off
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  const controller = new AbortController();
  const timer = setInterval(() => signal.aborted && controller.abort(), 1000);
  if (signal.aborted) controller.abort();
  await right(listener, pool, controller);
  clearInterval(timer);
}
