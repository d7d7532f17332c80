/** Mistake: it looks at the link, and not at the FIFO behind it. */
// Caught by: collect() lets its process go on, and returns whole, empty and unfinished lines
// Says: The records of "linked\n": it threw
// Violates: The FIFO, or a link to it.
export * from "../fifo.ts";
import { collect as collectWell } from "../fifo.ts";

export async function collect(path: string): Promise<string[]> {
  if (!Deno.lstatSync(path).isFifo) throw new TypeError(`${path} is no FIFO`);
  return await collectWell(path);
}
