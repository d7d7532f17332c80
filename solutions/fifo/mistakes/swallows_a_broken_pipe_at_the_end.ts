/** Mistake: it takes its last record for written, also when nobody reads any more. */
// Caught by: publish() throws EPIPE when the last reader leaves, and refuses what is no FIFO
// Says: publish() with 2 records, when the reader leaves: it returned undefined.
// Violates: `EPIPE` when the last reader leaves before everything is written
export * from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  const lines = records.map((record) => new TextEncoder().encode(`${record}\n`));
  if (lines.some((it) => it.length > 4096)) throw new RangeError("A record is too long");
  using file = await Deno.open(path, { write: true });
  if (!(await file.stat()).isFifo) throw new TypeError(`${path} is no FIFO`);
  for (const [at, line] of lines.entries()) {
    const written = file.write(line);
    await (at === lines.length - 1 ? written.catch(() => {}) : written);
  }
}
