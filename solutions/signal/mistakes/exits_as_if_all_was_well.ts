/** Mistake: it exits with 1 when the clean-up fails. */
// Caught by: onShutdown() exits with the same number when the clean-up fails
// Says: code: 1
// Violates: it exits with 128 plus the signal's number
export * from "../signal.ts";
import { onShutdown as right } from "../signal.ts";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  right(async () => {
    try {
      await cleanUp();
    } catch {
      Deno.exit(1);
    }
  });
}
