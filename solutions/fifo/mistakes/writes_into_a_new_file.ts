/** Mistake: None */
// Caught by: publish() throws EPIPE when the last reader leaves, and refuses what is no FIFO
// Says: No file may be made.
// Violates: `ENOENT` when there is nothing at `path`: no file is made.
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  for (const record of records) await file.write(new TextEncoder().encode(`${record}\n`));
}
