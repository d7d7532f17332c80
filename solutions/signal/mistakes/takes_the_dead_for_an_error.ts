/** Mistake: it fails when the child has ended already. */
// Caught by: stopGracefully() tells how a child ended before, and signals nobody
// Says: Child process has already terminated
// Violates: which may have ended already: that is no error
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Child } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  child.kill("SIGTERM");
  child.kill("SIGCONT");
  const timer = setTimeout(() => child.kill("SIGKILL"), patience);
  return await child.status.finally(() => clearTimeout(timer));
}
