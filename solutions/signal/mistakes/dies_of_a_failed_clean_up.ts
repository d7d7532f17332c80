/** Mistake: when the clean-up fails, it does not come to its own exit. */
// Caught by: onShutdown() exits with the same number when the clean-up fails
// Says: left an error that nobody caught
// Violates: also when the clean-up fails
export * from "../signal.ts";
const NUMBERS = { SIGTERM: 15, SIGINT: 2 } as const;
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of SIGNALS) {
    const exit = () => Deno.exit(128 + NUMBERS[signal]);
    Deno.addSignalListener(signal, async () => {
      if (asked) exit();
      asked = true;
      await cleanUp();
      exit();
    });
  }
}
