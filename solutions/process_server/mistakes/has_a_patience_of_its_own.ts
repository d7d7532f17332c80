/** Mistake: it has a patience of its own. */
// Caught by: serve() kills programs that do not end within the patience
// Says: An hour is the patience, and after 95 percent of it
// Violates: which gets the `patience`
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  return await right(listener, program, { ...options, patience: Math.min(options.patience, 5000) });
}
