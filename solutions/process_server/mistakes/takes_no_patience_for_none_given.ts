/** Mistake: it takes a patience of 0 for one that was left out. */
// Caught by: serve() kills programs that do not end within the patience
// Says: The patience is 0, and serve() has waited
// Violates: which gets the `patience`
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  return await right(listener, program, { ...options, patience: options.patience || 5000 });
}
