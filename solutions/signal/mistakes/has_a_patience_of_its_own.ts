/** Mistake: it waits for five seconds, however long the child may take. */
// Caught by: stopGracefully() asks with SIGTERM, and leaves the child the time that it may take
// Says: "SIGKILL"
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as stopWell } from "../signal.ts";

export function stopGracefully(child: Child): Promise<ExitStatus> {
  return stopWell(child, { patience: 5000 });
}
