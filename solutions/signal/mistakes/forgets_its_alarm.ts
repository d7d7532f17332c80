/** Mistake: its timer runs on when the child has ended, and will signal whoever has the number then. */
// Caught by: stopGracefully() asks with SIGTERM, and returns as soon as the child has ended
// Says: its process did not end in
// Violates: No timer is left that keeps the process alive.
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
  setTimeout(() => send("SIGKILL"), patience);
  return await child.status;
}
