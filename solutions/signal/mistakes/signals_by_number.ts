/** Mistake: its kill() signals a number, whoever has it by now. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: kill() has to throw TypeError
// Violates: throws a `TypeError` when it has ended and was collected
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  const { pid, status } = await right(program);
  return { pid, status, kill: (signal) => Deno.kill(pid, signal) };
}
