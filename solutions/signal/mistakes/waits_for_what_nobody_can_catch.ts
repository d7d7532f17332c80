/** Mistake: it ignores that it cannot listen, and waits for a signal that it will not hear. */
// Caught by: waitFor() throws TypeError for a signal that nobody can catch
// Says: waitFor("SIGKILL", { timeout: 0 }) threw TimedOut
// Violates: for SIGKILL and SIGSTOP, which nobody can catch
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  const deaf = signal === "SIGKILL" || signal === "SIGSTOP";
  await right(deaf ? "SIGUSR2" : signal, options);
}
