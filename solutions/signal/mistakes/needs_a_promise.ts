/** Mistake: it takes for granted that the clean-up returns a promise. */
// Caught by: onShutdown() cleans up, and then exits with 128 plus the signal's number
// Says: Cannot read properties of undefined (reading 'then')
// Violates: It may return a promise, or nothing.
export * from "../signal.ts";
import { constants } from "node:os";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const exit = () => Deno.exit(128 + constants.signals[signal]);
    Deno.addSignalListener(signal, () => {
      if (asked) exit();
      asked = true;
      (cleanUp() as Promise<void>).then(exit, exit);
    });
  }
}
