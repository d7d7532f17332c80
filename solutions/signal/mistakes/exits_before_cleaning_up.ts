/** Mistake: it starts the clean-up, and does not wait for it. */
// Caught by: onShutdown() cleans up, and then exits with 128 plus the signal's number
// Says: AssertionError: It got SIGTERM, and its clean-up waits at the gate. It noted
// Violates: it cleans up, and then it exits
export * from "../signal.ts";
const NUMBERS = { SIGTERM: 15, SIGINT: 2 } as const;
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, () => {
      cleanUp();
      Deno.exit(128 + NUMBERS[signal]);
    });
  }
}
