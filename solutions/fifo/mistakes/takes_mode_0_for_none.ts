/** Mistake: it takes the mode 0 for a mode that is missing. */
// Caught by: createFifo() makes a FIFO with exactly the mode asked for, whatever the umask
// Says: The mode, with the umask 22 and the mode 0
// Violates: Its permissions, exactly
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode?: number): void {
  createWell(path, mode || 0o600);
}
