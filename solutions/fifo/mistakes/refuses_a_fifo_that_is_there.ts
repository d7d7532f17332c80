/** Mistake: it fails where the FIFO of an earlier run is still there. */
// Caught by: createFifo() reuses a FIFO that is there, as it is
// Says: createFifo() where a FIFO is: it threw EEXIST
// Violates: is reused as it is
export * from "../fifo.ts";
import { mkfifo } from "lib/sys/fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  mkfifo(path, mode);
  Deno.chmodSync(path, mode);
}
