/** Mistake: it opens the FIFO in a call that freezes its whole process until somebody reads. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: until somebody opens that FIFO for reading
// Violates: Your process goes on meanwhile.
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  using file = Deno.openSync(path, { write: true });
  for (const record of records) await file.write(new TextEncoder().encode(`${record}\n`));
}
