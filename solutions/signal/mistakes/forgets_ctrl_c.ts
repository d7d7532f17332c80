/** Mistake: it listens to SIGTERM only, and Ctrl-C sends SIGINT. */
// Caught by: onShutdown() cleans up, and then exits with 128 plus the signal's number
// Says: was killed by SIGINT
// Violates: when it gets SIGTERM or SIGINT
export * from "../signal.ts";
export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  Deno.addSignalListener("SIGTERM", async () => {
    if (asked) Deno.exit(128 + 15);
    asked = true;
    await Promise.try(cleanUp).catch(() => {});
    Deno.exit(128 + 15);
  });
}
