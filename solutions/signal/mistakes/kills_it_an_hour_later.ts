/** Mistake: its time limit runs on when the program is ready, and kills it in the end. */
// Caught by: startReady() waits until the program says that it is ready
// Says: It had to go on until it was asked to end
// Violates: live as long as it likes
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  const starting = right(program);
  const timer = setTimeout(async () => (await starting).kill("SIGKILL"), 3_600_000);
  Deno.unrefTimer(timer as unknown as number);
  return await starting;
}
