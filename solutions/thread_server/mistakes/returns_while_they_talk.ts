/** Mistake: it returns while clients talk. */
// Caught by: serve() refuses clients as soon as it is told to stop, and lets those finish who are in
// Says: when serve() returns
// Violates: When the pool is drained
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, options]: Arguments): Promise<void> {
  const hurried = Object.create(pool, {
    room: { value: () => pool.room() },
    submit: { value: (it: Fd) => pool.submit(it) },
    drain: { value: () => void pool.drain() },
  });
  await right(listener, hurried, options);
}
