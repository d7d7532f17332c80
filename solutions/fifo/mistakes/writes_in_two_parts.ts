/** Mistake: it writes a record, then its newline, and another writer may come in between. */
// Caught by: publish() writes each record in one piece, so that those of other writers stay apart
// Says: The lines in the FIFO
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  await publishWell("/dev/null", records); // It refuses what is no record.
  using file = await Deno.open(path, { write: true });
  for (const part of records.flatMap((record) => [record, "\n"])) {
    await file.write(new TextEncoder().encode(part));
  }
}
