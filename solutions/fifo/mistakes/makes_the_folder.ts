/** Mistake: it makes the folder that is missing. */
// Caught by: createFifo() throws when anything else is there, or no folder, and leaves that untouched
// Says: createFifo() in a missing folder: it returned undefined.
// Violates: when the folder is missing: none is made
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";
import { dirname } from "@std/path";

export function createFifo(path: string, mode = 0o600): void {
  Deno.mkdirSync(dirname(path), { recursive: true });
  createWell(path, mode);
}
