/** Mistake: only another signal is a second one to it: Ctrl-C twice cleans up twice. */
// Caught by: onShutdown() cleans up once, and exits at once on a second signal
// Says: SIGINT after SIGINT, SIGTERM after SIGTERM
// Violates: A second signal, the same or the other one
export * from "../signal.ts";
import { constants } from "node:os";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked: Deno.Signal | undefined;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const exit = () => Deno.exit(128 + constants.signals[signal]);
    Deno.addSignalListener(signal, async () => {
      if (asked !== undefined && asked !== signal) exit();
      asked = signal;
      try {
        await cleanUp();
      } catch (error) {
        console.error(error);
      }
      exit();
    });
  }
}
