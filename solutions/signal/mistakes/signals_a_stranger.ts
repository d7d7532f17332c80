/** Mistake: it signals a number that was the child's, and may be somebody else's by now. */
// Caught by: stopGracefully() tells how a child ended before, and signals nobody
// Says: signal: "SIGTERM"
// Violates: From the moment it was collected, nobody gets a signal
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Child } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  const send = (signal: Deno.Signal) => {
    try {
      Deno.kill(child.pid, signal);
    } catch {
      // It has ended.
    }
  };
  send("SIGTERM");
  send("SIGCONT");
  const timer = setTimeout(() => send("SIGKILL"), patience);
  return await child.status.finally(() => clearTimeout(timer));
}
