/** Mistake: it does not wake a stopped child, which gets SIGTERM only when it goes on. */
// Caught by: stopGracefully() lets a stopped child go on, so that it can clean up
// Says: is stopped, as by SIGSTOP
// Violates: SIGCONT lets it go on
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Child } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended.
    }
  };
  send("SIGTERM");
  const timer = setTimeout(() => send("SIGKILL"), patience);
  return await child.status.finally(() => clearTimeout(timer));
}
