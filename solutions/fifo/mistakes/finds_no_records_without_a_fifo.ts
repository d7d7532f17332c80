/** Mistake: where there is no FIFO, it believes that nobody has written. */
// Caught by: collect() returns more than the FIFO holds, and throws when there is nothing
// Says: collect() returned [], although it had to throw
// Violates: `ENOENT` when there is nothing at `path`: no file is made.
export * from "../fifo.ts";
import { collect as collectWell } from "../fifo.ts";

export async function collect(path: string): Promise<string[]> {
  try {
    return await collectWell(path);
  } catch {
    return [];
  }
}
