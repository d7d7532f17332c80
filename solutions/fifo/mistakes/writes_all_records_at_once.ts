/** Mistake: it writes all records together, which is more than the kernel keeps together. */
// Caught by: publish() writes each record in one piece, so that those of other writers stay apart
// Says: The lines in the FIFO
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  await publishWell("/dev/null", records); // It refuses what is no record.
  const all = new TextEncoder().encode(records.map((record) => `${record}\n`).join(""));
  using file = await Deno.open(path, { write: true });
  for (let sent = 0; sent < all.length;) sent += await file.write(all.subarray(sent));
}
