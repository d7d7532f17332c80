/** Mistake: it does not ask first. */
// Caught by: stopGracefully() asks with SIGTERM, and returns as soon as the child has ended
// Says: "SIGKILL"
// Violates: asks it with SIGTERM
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Child } from "../signal.ts";

export async function stopGracefully(child: Child): Promise<ExitStatus> {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended.
  }
  return await child.status;
}
