/** Mistake: it takes the command out of the list of the caller. */
// Caught by: serve() goes on when a program cannot be started
// Says: The program that serve() got
// Violates: it stays as it is
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const command = program.shift()!;
  return await right(listener, [command, ...program], options);
}
