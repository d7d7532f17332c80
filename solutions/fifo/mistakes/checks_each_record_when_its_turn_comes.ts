/** Mistake: None */
// Caught by: publish() refuses what does not fit into one record, before it writes anything
// Says: Nothing may be written when a record is refused.
// Violates: none of them is written
export * from "../fifo.ts";
import { PIPE_BUF } from "lib/sys/fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  using file = await Deno.open(path, { write: true });
  for (const record of records) {
    const line = new TextEncoder().encode(`${record}\n`);
    const fits = line.length <= PIPE_BUF && line.indexOf(10) === line.length - 1;
    if (!fits) throw new RangeError("That is no record");
    await file.write(line);
  }
}
