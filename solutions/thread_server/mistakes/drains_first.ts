/** Mistake: clients can connect until the last one has gone. */
// Caught by: serve() refuses clients as soon as it is told to stop, and lets those finish who are in
// Says: serve() was told to stop, and closes the listener
// Violates: nobody can connect any more, and after that the pool is drained
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  const controller = new AbortController();
  const stop = () => pool.drain().then(() => controller.abort());
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  await right(listener, pool, controller);
  signal.removeEventListener("abort", stop);
}
