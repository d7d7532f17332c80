/** Mistake: when a record is refused, those before it are already written. */
// Caught by: publish() refuses what does not fit into one record, before it writes anything
// Says: Nothing may be written when one of the records is refused.
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  using file = await Deno.open(path, { write: true });
  for (const record of records) {
    await publishWell("/dev/null", [record]); // It refuses what is no record.
    await file.write(new TextEncoder().encode(`${record}\n`));
  }
}
