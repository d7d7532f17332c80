/** Mistake: it gives the FIFO of somebody else another mode. */
// Caught by: createFifo() reuses a FIFO that is there, as it is
// Says: The mode has to stay as it is.
// Violates: is reused as it is, with its mode and with what is in it
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  createWell(path, mode);
  Deno.chmodSync(path, mode);
}
