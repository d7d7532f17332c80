/** Mistake: it sets the one handler that a signal has, and another server with this signal loses its own. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: Two servers have the same signal
// Violates: stops the server when it aborts
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, { signal, ...options }]: Arguments) {
  const mine = new AbortController();
  signal.onabort = () => mine.abort();
  if (signal.aborted) mine.abort();
  return await right(listener, program, { ...options, signal: mine.signal });
}
