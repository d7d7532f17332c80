/** Mistake: a signal has ended its wait, and it takes that for a client. */
// Caught by: serve() refuses clients as soon as it is told to stop, and lets those finish who are in
// Says: serve() was told to stop, and closes the listener
// Violates: Your process goes on
export * from "../thread_server.ts";
import type { serve as right } from "../thread_server.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  const [news, teller] = pipe();
  signal.addEventListener("abort", () => close(teller));
  while (!signal.aborted) {
    await pool.room();
    await readable(listener, news);
    if (!signal.aborted) pool.submit(accept(listener));
  }
  [listener, news].forEach(close);
  await pool.drain();
}
