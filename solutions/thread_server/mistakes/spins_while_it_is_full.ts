/** Mistake: it asks again and again whether somebody comes, while there is no room. */
// Caught by: serve() accepts nobody while there is no room
// Says: and serve() does not sleep
// Violates: Your process goes on
export * from "../thread_server.ts";
import type { serve as right } from "../thread_server.ts";
import { close } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, { signal }]: Arguments): Promise<void> {
  while (!signal.aborted) {
    const [client] = await readable(listener);
    let room = false;
    pool.room().then(() => room = true);
    await Promise.resolve().then(() => {});
    if (client && room) pool.submit(accept(listener));
  }
  close(listener);
  await pool.drain();
}
