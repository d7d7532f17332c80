/** Mistake: it takes the umask away, and with it the protection of every file that is made later. */
// Caught by: createFifo() makes a FIFO with exactly the mode asked for, whatever the umask
// Says: The umask has to stay as it is, with the umask 22
// Violates: the umask of your process stays as it is
export * from "../fifo.ts";
import { createFifo as createWell } from "../fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  Deno.umask(0);
  createWell(path, mode);
}
