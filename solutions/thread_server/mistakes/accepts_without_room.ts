/** Mistake: it accepts everybody, and keeps them until there is room. */
// Caught by: serve() accepts nobody while there is no room
// Says: How many are accepted by a pool of two threads
// Violates: is not accepted, and not refused either
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, options]: Arguments): Promise<void> {
  const connections: Fd[] = [];
  const submit = async (connection: Fd) => {
    connections.push(connection);
    while (connections.length > 0) {
      await pool.room();
      if (pool.submit(connections[0]!)) connections.shift();
    }
  };
  const eager = { room: () => Promise.resolve(), submit, drain: () => pool.drain() };
  await right(listener, eager as unknown as typeof pool, options);
}
