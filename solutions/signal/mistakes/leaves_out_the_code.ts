/** Mistake: it does not say how the program ended. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: The program exits with 42, and startReady() gave: "Error: It was not ready
// Violates: The message has its exit code
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  return await right(program).catch((error) => {
    if (error instanceof Deno.errors.NotFound) throw error;
    throw new Error("It was not ready");
  });
}
