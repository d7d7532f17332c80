/** Mistake: whatever is there already, it takes for the FIFO. */
// Caught by: createFifo() throws when anything else is there, or no folder, and leaves that untouched
// Says: createFifo() at a file: it returned undefined.
// Violates: when anything else is there
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";
import { SysError } from "lib/sys/errno.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    createWell(path, mode);
  } catch (error) {
    if (!(error instanceof SysError && error.code === "EEXIST")) throw error;
  }
}
