/** Mistake: it gives the clean-up ten seconds, and exits then. */
// Caught by: onShutdown() cleans up, and then exits with 128 plus the signal's number
// Says: AssertionError: It got SIGINT, and its clean-up takes an hour. It noted "clean-up begins", and exited
// Violates: may take as long as it likes
export * from "../signal.ts";
import { onShutdown as right } from "../signal.ts";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  right(async () => {
    const late = new Promise<void>((resolve) => setTimeout(resolve, 10_000));
    await Promise.race([cleanUp(), late]);
  });
}
