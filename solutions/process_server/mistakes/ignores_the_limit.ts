/** Mistake: it starts as many programs as there are clients. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: How many programs run when the limit is 2
// Violates: how many programs run at the same time
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  return await right(listener, program, { ...options, limit: Infinity });
}
