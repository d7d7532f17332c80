/** Mistake: it makes one line of the words, and a shell takes it apart again. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: sh ended with code 2 before it was ready
// Violates: it gets each of them as it is
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  return await right(["sh", "-c", program.join(" ")]);
}
