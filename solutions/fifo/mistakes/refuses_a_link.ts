/** Mistake: it looks at the link, and not at the FIFO behind it. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: publish() through a link, in an hour in which nobody reads: it threw
// Violates: The FIFO, or a link to it.
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  if (!Deno.lstatSync(path).isFifo) throw new TypeError(`${path} is no FIFO`);
  await publishWell(path, records);
}
