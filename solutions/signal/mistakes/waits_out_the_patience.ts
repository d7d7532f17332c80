/** Mistake: it waits until the patience is over, also when the child has ended long before. */
// Caught by: stopGracefully() returns as soon as the child has ended, and leaves no timer behind
// Says: stopGracefully() is idle in its event loop
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
  send("SIGCONT");
  await new Promise((resolve) => setTimeout(resolve, patience));
  send("SIGKILL");
  return await child.status;
}
