/** Mistake: it does not close the listener. */
// Caught by: serve() refuses clients as soon as it is told to stop, and lets those finish who are in
// Says: serve() was told to stop, and closes the listener
// Violates: it is closed in the end
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";
import { fcntl } from "lib/sys/fd.ts";

const F_DUPFD = 0;

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, pool, options]: Arguments): Promise<void> {
  await right(fcntl(listener, F_DUPFD), pool, options);
}
