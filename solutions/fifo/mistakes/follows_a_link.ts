/** Mistake: it takes a link for the FIFO that it leads to. */
// Caught by: createFifo() throws when anything else is there, or no folder, and leaves that untouched
// Says: createFifo() at a link to a FIFO: it returned undefined.
// Violates: Where: a link is not followed.
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    createWell(path, mode);
  } catch (error) {
    const there = Deno.lstatSync(path).isSymlink && Deno.statSync(path).isFifo;
    if (!there) throw error;
  }
}
