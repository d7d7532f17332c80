/** Mistake: it deletes whatever is in the way. */
// Caught by: createFifo() throws EEXIST when anything else is there, and leaves it untouched
// Says: createFifo() returned undefined, although it had to throw
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
