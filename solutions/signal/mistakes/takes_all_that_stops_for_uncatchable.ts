/** Mistake: it refuses all signals that stop a process, and some of them can be caught. */
// Caught by: waitFor() throws TypeError for a signal that nobody can catch
// Says: waitFor("SIGTSTP", { timeout: 0 }) threw TypeError. It can be caught.
// Violates: for SIGKILL and SIGSTOP, which nobody can catch
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  if (/^SIG(KILL|STOP|TSTP|TTIN|TTOU)$/.test(signal)) throw new TypeError(signal);
  await right(signal, options);
}
