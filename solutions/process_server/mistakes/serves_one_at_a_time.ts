/** Mistake: it waits for the end of a program before it accepts the next client. */
// Caught by: serve() serves clients at the same time, each by a program of its own
// Says: is answered, while another one is silent
// Violates: No client waits for another one
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  return await right(listener, program, { ...options, limit: 1 });
}
