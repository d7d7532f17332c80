/** Mistake: it takes an empty file for one that nobody needs. */
// Caught by: createFifo() throws when anything else is there, or no folder, and leaves that untouched
// Says: createFifo() has to leave an empty file untouched.
// Violates: when anything else is there
export * from "../fifo.ts";
import { createFifo as createFifoWell } from "../fifo.ts";

export function createFifo(path: string, mode?: number): void {
  try {
    createFifoWell(path, mode);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST" || !isEmpty(path)) throw error;

    Deno.removeSync(path);
    createFifoWell(path, mode);
  }
}

function isEmpty(path: string): boolean {
  const { isFile, size } = Deno.lstatSync(path);
  return isFile && size === 0;
}
