/** Mistake: it exits with 0, so nobody learns that a signal ended it. */
// Caught by: onShutdown() cleans up, and then exits with 128 plus the signal's number
// Says: code: 0
export * from "../signal.ts";
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, async () => {
      if (asked) Deno.exit(0);
      asked = true;
      await Promise.try(cleanUp).catch(() => {});
      Deno.exit(0);
    });
  }
}
