/** Mistake: it leaves the FIFO open, and a reader waits for an end that does not come. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: has to have closed the FIFO.
// Violates: and is closed when the promise settles
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  const file = await Deno.open(path, { write: true });
  for (const record of records) await file.write(new TextEncoder().encode(`${record}\n`));
}
