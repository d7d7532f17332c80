/** Mistake: it tries a clean-up that has failed once more. */
// Caught by: onShutdown() exits with the same number when the clean-up fails
// Says: and it has to begin once. What was noted
// Violates: it cleans up, and then it exits with
export * from "../signal.ts";
import { onShutdown as right } from "../signal.ts";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  right(async () => {
    try {
      await cleanUp();
    } catch {
      await cleanUp();
    }
  });
}
