/** Mistake: it sleeps all its patience, also when the child has ended long before. */
// Caught by: stopGracefully() asks with SIGTERM, and returns as soon as the child has ended
// Says: whose write end is open in nobody
// Violates: as soon as it has ended
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Child } from "../signal.ts";

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  const signal = (name: Deno.Signal) => {
    try {
      child.kill(name);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  };
  signal("SIGTERM");
  signal("SIGCONT");
  await new Promise((resolve) => setTimeout(resolve, patience));
  signal("SIGKILL");
  return await child.status;
}
