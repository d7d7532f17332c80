/** Mistake: it deletes whatever is in the way. */
// Caught by: createFifo() throws when anything else is there, or no folder, and leaves that untouched
// Says: createFifo() has to leave a file untouched.
// Violates: it stays untouched
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    createWell(path, mode);
  } catch {
    Deno.removeSync(path, { recursive: true });
    createWell(path, mode);
  }
}
