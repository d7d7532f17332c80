/** Mistake: it goes on listening to SIGCHLD when it has stopped. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: serve() has left a listener of SIGCHLD
// Violates: Then no signal listener is left
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  Deno.addSignalListener("SIGCHLD", () => {});
  return await right(listener, program, options);
}
