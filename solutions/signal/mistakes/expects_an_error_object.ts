/** Mistake: it reads the message of what the clean-up throws, which may be nothing at all. */
// Caught by: onShutdown() exits with the same number when the clean-up fails
// Says: reading 'message'
// Violates: also when the clean-up fails
export * from "../signal.ts";

const NUMBERS = { SIGTERM: 15, SIGINT: 2 } as const;

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const exit = () => Deno.exit(128 + NUMBERS[signal]);
    Deno.addSignalListener(signal, async () => {
      if (asked) exit();
      asked = true;
      try {
        await cleanUp();
      } catch (error) {
        console.error((error as Error).message);
      }
      exit();
    });
  }
}
