/** Mistake: it takes code 127 for a missing program, as a shell gives it, but any program may end so. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: gave: "NotFound: sh is missing
// Violates: The message has its exit code
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  return await right(program).catch((error) => {
    if (!error.message.includes("code 127")) throw error;
    throw new Deno.errors.NotFound(`${program[0]} is missing`);
  });
}
