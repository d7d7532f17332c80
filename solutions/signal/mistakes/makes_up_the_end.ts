/** Mistake: when it has sent SIGKILL, it returns what it expects, and does not wait for the end. */
// Caught by: stopGracefully() sends SIGKILL when its patience is over, and not before
// Says: has not told yet how it ended, and stopGracefully() returned
// Violates: How the child ended, as soon as it has ended
export * from "../signal.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { type Child, stopGracefully as right } from "../signal.ts";

export function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  return new Promise((resolve) => {
    const kill = (signal: Deno.Signal) => {
      child.kill(signal);
      if (signal === "SIGKILL") resolve({ code: 137, signal });
    };
    right({ pid: child.pid, status: child.status, kill }, options).then(resolve);
  });
}
