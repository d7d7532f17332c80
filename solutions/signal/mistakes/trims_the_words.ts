/** Mistake: it takes the blanks off the ends of the program's arguments. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: threw Error: sh ended with code 1 before it was ready
// Violates: it gets each of them as it is
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  return await right([command, ...args.map((arg) => arg.trim())]);
}
