/** Mistake: whoever stops one server stops all of them. */
// Caught by: serve() stops whenever it is told to, over unix sockets as well
// Says: and another one does not serve any more
// Violates: stops the server when it aborts
export * from "../thread_server.ts";
import { serve as right } from "../thread_server.ts";

let everybody = new AbortController();

export async function serve(...[listener, pool, { signal }]: Parameters<typeof right>) {
  if (everybody.signal.aborted) everybody = new AbortController();
  const its = everybody;
  if (signal.aborted) its.abort();
  signal.addEventListener("abort", () => its.abort());
  await right(listener, pool, its);
}
