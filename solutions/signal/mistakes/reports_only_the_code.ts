/** Mistake: it leaves out which signal ended the program. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: The program ran: kill -s TERM $$
// Violates: with its code and its signal
export * from "../signal.ts";
import { type Child, type Program, startReady as right } from "../signal.ts";

export async function startReady(program: Program): Promise<Child> {
  const child = await right(program);
  const status = child.status.then(({ code }) => ({ code, signal: null }));
  return { pid: child.pid, status, kill: (signal) => child.kill(signal) };
}
