/** Mistake: it writes over what is in an ordinary file. */
// Caught by: publish() throws EPIPE when the last reader leaves, and refuses what is no FIFO
// Says: publish() has to leave a file untouched.
// Violates: Some error when there is anything but a FIFO: it stays untouched.
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  using file = await Deno.open(path, { write: true });
  for (const record of records) await file.write(new TextEncoder().encode(`${record}\n`));
}
