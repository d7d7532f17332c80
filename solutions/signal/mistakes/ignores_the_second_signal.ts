/** Mistake: nothing can end it any more while it cleans up. */
// Caught by: onShutdown() cleans up once, and exits at once on a second signal
// Says: did not end the process at once: SIGINT after SIGINT
// Violates: the process exits at once
export * from "../signal.ts";
const NUMBERS = { SIGTERM: 15, SIGINT: 2 } as const;
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, async () => {
      if (asked) return;
      asked = true;
      await Promise.try(cleanUp).catch(() => {});
      Deno.exit(128 + NUMBERS[signal]);
    });
  }
}
