/** Mistake: it believes that mkfifo() sets the mode that it is given. */
// Caught by: createFifo() makes a FIFO with exactly the mode asked for, whatever the umask
// Says: The mode, with the umask 22 and the mode 622
// Violates: Its permissions, exactly, whatever the umask of your process is.
export * from "../fifo.ts";
import { SysError } from "lib/sys/errno.ts";
import { mkfifo } from "lib/sys/fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    mkfifo(path, mode);
  } catch (error) {
    const exists = error instanceof SysError && error.code === "EEXIST";
    if (!exists || !Deno.lstatSync(path).isFifo) throw error;
  }
}
