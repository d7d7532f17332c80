/** Mistake: it waits for five seconds, however long the child may take. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: "SIGKILL"
// Violates: `patience` tells how long the child may take
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as stopWell } from "../signal.ts";

export function stopGracefully(child: Child): Promise<ExitStatus> {
  return stopWell(child, { patience: 5000 });
}
