/** Mistake: it says nothing about the code when a signal ended the program. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: The program prints "ready" without a newline, and is killed by SIGKILL, and startReady() gave: "Error: It was killed
// Violates: 128 plus the signal's number when a signal ended it
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  return await right(program).catch((error) => {
    throw error.message.includes("137") ? new Error("It was killed by SIGKILL") : error;
  });
}
