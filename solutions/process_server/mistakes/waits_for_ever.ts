/** Mistake: it waits for ever for programs that ignore SIGTERM. */
// Caught by: serve() kills programs that do not end within the patience
// Says: until serve() returns
// Violates: which gets the `patience`
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  return await right(listener, program, { ...options, patience: 2 ** 31 - 1 });
}
