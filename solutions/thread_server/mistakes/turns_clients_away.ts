/** Mistake: it accepts while there is no room, and closes. */
// Caught by: serve() accepts nobody while there is no room
// Says: How many clients wait to be accepted
// Violates: Lets a pool serve everybody who connects
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, options]: Arguments): Promise<void> {
  const eager = Object.create(pool, {
    room: { value: () => Promise.resolve() },
    submit: { value: (it: Fd) => pool.submit(it) },
    drain: { value: () => pool.drain() },
  });
  await right(listener, eager, options);
}
