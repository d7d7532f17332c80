/** Mistake: it has one place for a function to call after SIGCHLD, and each server puts its own one there. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: There is room again in the first of two servers
// Violates: Several servers may run in one process
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;
let hear = () => {};

export async function serve(...[listener, program, options]: Arguments) {
  const { addSignalListener } = Deno;
  Deno.addSignalListener = (signal, listener) => {
    hear = listener;
    addSignalListener(signal, () => listener === hear && hear());
    Deno.addSignalListener = addSignalListener;
  };
  return await right(listener, program, options);
}
