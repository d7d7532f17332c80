/** Mistake: it waits until the kernel says that somebody comes, and some were there before. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: Two clients had connected before the second serve() was called
// Violates: Serves everybody who connects
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { F_SETFL, F_SETOWN, fcntl, O_ASYNC } from "lib/sys/fd.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const come = Promise.withResolvers<void>();
  const alive = setInterval(() => {}, 2 ** 31 - 1);
  Deno.addSignalListener("SIGIO", () => come.resolve());
  options.signal.addEventListener("abort", () => come.resolve());
  fcntl(listener, F_SETOWN, Deno.pid);
  fcntl(listener, F_SETFL, O_ASYNC);
  if (!options.signal.aborted) await come.promise;
  clearInterval(alive);
  return await right(listener, program, options);
}
