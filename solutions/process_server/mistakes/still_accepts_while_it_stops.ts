/** Mistake: clients can connect until the last program has ended. */
// Caught by: serve() refuses clients as soon as it is told to stop, and then ends the programs
// Says: and clients can still connect
// Violates: Then nobody can connect any more
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { close, fcntl, FD_CLOEXEC } from "lib/sys/fd.ts";

const F_DUPFD_CLOEXEC = 1030;

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const copy = fcntl(listener, F_DUPFD_CLOEXEC, FD_CLOEXEC);
  try {
    return await right(listener, program, options);
  } finally {
    close(copy);
  }
}
