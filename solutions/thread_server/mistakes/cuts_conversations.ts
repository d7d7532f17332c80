/** Mistake: it does not let those finish who are in. */
// Caught by: serve() refuses clients as soon as it is told to stop, and lets those finish who are in
// Says: serve() was told to stop, and a client is answered
// Violates: it is drained in the end
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, options]: Arguments): Promise<void> {
  const hurried = Object.create(pool, {
    room: { value: () => pool.room() },
    submit: { value: (it: Fd) => pool.submit(it) },
    drain: { value: () => pool.abandon() },
  });
  await right(listener, hurried, options);
}
