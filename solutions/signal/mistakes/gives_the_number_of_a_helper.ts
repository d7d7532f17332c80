/** Mistake: it starts a shell that starts the program, and gives the number of the shell. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: The child's pid is not that of the program.
// Violates: Its process id.
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  return await right(["sh", "-c", '"$0" "$@"; exit $?', ...program]);
}
