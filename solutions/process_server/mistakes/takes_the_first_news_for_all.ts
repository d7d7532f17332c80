/** Mistake: of the news that have come at the same time, it looks at the first one only. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: in the same moment, and it has not returned
// Violates: stops the server when it aborts
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { pipe, read, write } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  if (options.signal.aborted) return await right(listener, program, options);
  const [news, teller] = pipe();
  const stop = new AbortController();
  Deno.addSignalListener("SIGCHLD", () => void write(teller, Uint8Array.of(1)));
  options.signal.addEventListener("abort", () => void write(teller, Uint8Array.of(2)));
  const serving = right(listener, program, { ...options, signal: stop.signal });
  const bytes = new Uint8Array(64);
  for (; bytes[0] !== 2; read(news, bytes)) await readable(news);
  stop.abort();
  return await serving;
}
