/** Mistake: it cleans up for SIGHUP, too, which nobody has asked for. */
// Caught by: onShutdown() lets a process end that has nothing left to do
// Says: You listen to SIGHUP, too
// Violates: Other signals do what they did
export * from "../signal.ts";
import { onShutdown as right } from "../signal.ts";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  right(cleanUp);
  Deno.addSignalListener("SIGHUP", async () => {
    try {
      await cleanUp();
    } finally {
      Deno.exit(128 + 1);
    }
  });
}
