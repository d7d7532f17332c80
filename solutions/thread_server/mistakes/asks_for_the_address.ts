/** Mistake: it serves only who has an address. */
// Caught by: serve() stops whenever it is told to, over unix sockets as well
// Says: A client of a unix socket is not served
// Violates: of the family `AF_INET` or `AF_UNIX`
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";
import { getpeername } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, options]: Arguments): Promise<void> {
  const wary = Object.create(pool, {
    room: { value: () => pool.room() },
    submit: { value: (it: Fd) => getpeername(it).length > 2 && pool.submit(it) },
    drain: { value: () => pool.drain() },
  });
  await right(listener, wary, options);
}
