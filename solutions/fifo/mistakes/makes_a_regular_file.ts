/** Mistake: it makes an ordinary file, which keeps everything and never waits. */
// Caught by: createFifo() makes a FIFO with exactly the mode asked for, whatever the umask
// Says: createFifo() has to make a FIFO, not a regular file.
// Violates: Makes a FIFO.
export * from "../fifo.ts";
export function createFifo(path: string, mode = 0o600): void {
  Deno.openSync(path, { write: true, create: true, mode }).close();
  Deno.chmodSync(path, mode);
}
