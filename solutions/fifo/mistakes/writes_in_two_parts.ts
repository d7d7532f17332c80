/** Mistake: None */
// Caught by: publish() writes each record in one piece, and is one writer from the first to the last
// Says: "2999 × zfrom somebody else"
// Violates: no record mixes with theirs
export * from "../fifo.ts";
export async function publish(path: string, records: string[]): Promise<void> {
  using file = await Deno.open(path, { write: true });
  for (const part of records.flatMap((record) => [record, "\n"])) {
    await file.write(new TextEncoder().encode(part));
  }
}
