/** Mistake: it hides which error it was when the program is missing. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: The program is missing, and startReady() gave: "Error: cannot start
// Violates: When there is no such program.
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  return await right(program).catch((error) => {
    if (error instanceof Deno.errors.NotFound) throw new Error(`cannot start ${program[0]}`);
    throw error;
  });
}
