/** Mistake: it takes the records out of the array of its caller. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: the array of the records has to stay as it is.
// Violates: an array that stays as it is
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  using file = await Deno.open(path, { write: true });
  for (let record; (record = records.shift()) !== undefined;) {
    await file.write(new TextEncoder().encode(`${record}\n`));
  }
}
