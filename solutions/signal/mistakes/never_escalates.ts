/** Mistake: it asks, and waits for ever for a child that does not listen. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: with a patience of 0, has not ended, and stopGracefully() still waits
// Violates: ends it with SIGKILL when it takes longer than your patience
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Child } from "../signal.ts";

export async function stopGracefully(child: Child): Promise<ExitStatus> {
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended.
    }
  };
  send("SIGTERM");
  send("SIGCONT");
  return await child.status;
}
