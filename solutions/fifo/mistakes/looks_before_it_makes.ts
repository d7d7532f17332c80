/** Mistake: it makes the FIFO when it has seen none, and another process may have been faster. */
// Caught by: createFifo() reuses a FIFO that is there, as it is
// Says: createFifo() where another process makes a FIFO meanwhile: it threw EEXIST
// Violates: or that another process makes meanwhile
export * from "../fifo.ts";
import { mkfifo } from "lib/sys/fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    Deno.lstatSync(path);
  } catch {
    mkfifo(path, mode);
    Deno.chmodSync(path, mode);
    return;
  }
  createWell(path, mode);
}
