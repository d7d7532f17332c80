/** Mistake: it waits for the next client with its thread. */
// Caught by: serve() sleeps while nothing happens
// Says: waits in accept
// Violates: Your process goes on
export * from "../thread_server.ts";
import type { serve as right } from "../thread_server.ts";
import { close } from "lib/sys/fd.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  while (!signal.aborted) {
    await pool.room();
    pool.submit(accept(listener));
    await new Promise((resolve) => setTimeout(resolve));
  }
  close(listener);
  await pool.drain();
}
