/** Mistake: it cleans up when the process ends by itself, too. */
// Caught by: onShutdown() lets a process end that has nothing left to do
// Says: Nobody asked for a clean-up
// Violates: without a clean-up
export * from "../signal.ts";
import { onShutdown as right } from "../signal.ts";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  globalThis.addEventListener("unload", () => cleanUp());
  right(cleanUp);
}
