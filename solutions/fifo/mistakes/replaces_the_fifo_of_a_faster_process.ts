/** Mistake: it makes its FIFO beside the path and renames it, over one that another process has made meanwhile. */
// Caught by: createFifo() reuses a FIFO that is there, as it is
// Says: The mode of the FIFO that another process has made meanwhile
// Violates: or that another process makes meanwhile
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    Deno.lstatSync(path);
  } catch {
    createWell(`${path}.new`, mode);
    return Deno.renameSync(`${path}.new`, path);
  }
  createWell(path, mode);
}
