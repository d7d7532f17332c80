/** Mistake: it keeps the process alive by a timer that has nothing to do. */
// Caught by: serve() sleeps while nothing happens
// Says: and a timer of serve() has gone off
// Violates: no timer of `serve()` goes off
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const awake = setInterval(() => {}, 1000);
  return await right(listener, program, options).finally(() => clearInterval(awake));
}
