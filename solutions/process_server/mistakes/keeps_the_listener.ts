/** Mistake: it leaves the listener open. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: has left the listener open
// Violates: it is closed in the end
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { fcntl, FD_CLOEXEC } from "lib/sys/fd.ts";

const F_DUPFD_CLOEXEC = 1030;

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  return await right(fcntl(listener, F_DUPFD_CLOEXEC, FD_CLOEXEC), program, options);
}
