/** Mistake: it holds the process, which has nothing left to do, until a signal comes. */
// Caught by: onShutdown() lets a process end that has nothing left to do
// Says: its process did not end in
// Violates: A process with nothing left to do still ends by itself
export * from "../signal.ts";
import { onShutdown as onShutdownWell } from "../signal.ts";

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  setInterval(() => {}, 1e9); // "or the listeners would not work"
  onShutdownWell(cleanUp);
}
