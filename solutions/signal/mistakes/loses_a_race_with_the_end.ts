/** Mistake: it lets the end of the program win, although the line is there to be read. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: ended before it was ready
// Violates: also when it has ended since
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  const child = await right(program);
  const ended = await Promise.race([
    child.status,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 50)),
  ]);
  if (ended) throw new Error(`It ended before it was ready: code ${ended.code}`);
  return child;
}
