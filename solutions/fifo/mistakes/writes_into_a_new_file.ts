/** Mistake: where the FIFO is missing, it makes a file, which nobody reads. */
// Caught by: publish() throws BrokenPipe when the last reader leaves, and NotFound when there is no FIFO
// Says: publish() returned undefined, although it had to throw
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  await publishWell("/dev/null", records); // It refuses what is no record.
  using file = await Deno.open(path, { write: true, create: true });
  for (const record of records) await file.write(new TextEncoder().encode(`${record}\n`));
}
