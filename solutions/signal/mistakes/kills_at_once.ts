/** Mistake: it does not ask first. */
// Caught by: stopGracefully() asks with SIGTERM, and leaves the child the time that it may take
// Says: "SIGKILL"
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
