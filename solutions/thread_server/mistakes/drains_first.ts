/** Mistake: clients can connect until the last one has gone. */
// Caught by: serve() refuses clients as soon as it is told to stop, and lets those finish who are in
// Says: serve() was told to stop, and closes the listener
// Violates: nobody can connect any more, and after that the pool is drained
export * from "../thread_server.ts";
import type { serve as right } from "../thread_server.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;
export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  const [news, teller] = pipe();
  const stop = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => stop.resolve());
  stop.promise.then(() => close(teller));
  if (signal.aborted) stop.resolve();
  while (!signal.aborted) {
    await Promise.race([pool.room(), stop.promise]);
    const [client] = await readable(listener, news);
    if (client && !signal.aborted) pool.submit(accept(listener));
  }
  await pool.drain();
  [listener, news].forEach(close);
}
