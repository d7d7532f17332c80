/** Mistake: it opens and closes the FIFO for each record, and a reader sees an end after the first. */
// Caught by: publish() writes each record in one piece, and is one writer from the first to the last
// Says: publish() has closed the FIFO before its last record
// Violates: The FIFO stays open until the last record is written
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  for (const record of records) {
    await Deno.writeTextFile(path, `${record}\n`, { create: false });
  }
}
