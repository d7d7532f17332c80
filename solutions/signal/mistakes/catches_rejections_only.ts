/** Mistake: it is ready for a promise that rejects, and not for a clean-up that throws at once. */
// Caught by: onShutdown() exits with the same number when the clean-up fails
// Says: left an error that nobody caught
export * from "../signal.ts";

const NUMBERS = { SIGTERM: 15, SIGINT: 2 } as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const exit = () => Deno.exit(128 + NUMBERS[signal]);
    Deno.addSignalListener(signal, async () => {
      if (asked) exit();
      asked = true;
      const cleaning = cleanUp();
      await Promise.allSettled([cleaning]);
      exit();
    });
  }
}
