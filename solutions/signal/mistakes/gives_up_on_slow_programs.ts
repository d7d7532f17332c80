/** Mistake: it gives up when the program is not ready in ten seconds. */
// Caught by: startReady() waits until the program says that it is ready
// Says: threw TimedOut
// Violates: which may take as long as it likes to get ready
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Deno.errors.TimedOut()), 10_000);
  return await Promise.race([right(program), late.promise]).finally(() => clearTimeout(timer));
}
