/** Mistake: each signal starts a clean-up, also while one runs. */
// Caught by: onShutdown() cleans up once, and exits at once on a second signal
// Says: SIGINT after SIGINT, SIGINT after SIGTERM
// Violates: does not start another one
export * from "../signal.ts";
const NUMBERS = { SIGTERM: 15, SIGINT: 2 } as const;
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, async () => {
      await Promise.try(cleanUp).catch(() => {});
      Deno.exit(128 + NUMBERS[signal]);
    });
  }
}
