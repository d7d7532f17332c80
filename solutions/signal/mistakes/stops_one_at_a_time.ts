/** Mistake: it begins to stop a child when the one before has ended. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: has not got SIGTERM, while others are being stopped
// Violates: Several children may be stopped at the same time.
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

let before: Promise<unknown> = Promise.resolve();

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  const stopping = before.then(() => right(child, options));
  before = stopping;
  return await stopping;
}
