/** Mistake: it stops listening when the first signal has come, and the second one kills the process. */
// Caught by: onShutdown() cleans up once, and exits at once on a second signal
// Says: The second signal killed the process
// Violates: with 128 plus this one's number
export * from "../signal.ts";
import { constants } from "node:os";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  const signals = ["SIGTERM", "SIGINT"] as const;
  const stops = signals.map((signal) => async () => {
    for (const [i, each] of signals.entries()) Deno.removeSignalListener(each, stops[i]!);
    try {
      await cleanUp();
    } catch (error) {
      console.error(error);
    }
    Deno.exit(128 + constants.signals[signal]);
  });
  for (const [i, signal] of signals.entries()) Deno.addSignalListener(signal, stops[i]!);
}
