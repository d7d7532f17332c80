/** Mistake: it believes that a record ends where a read ends. */
// Caught by: collect() joins records and characters that arrive in pieces
// Says: What was written byte by byte
export * from "../fifo.ts";

export async function collect(path: string): Promise<string[]> {
  const file = await Deno.open(path);
  const records: string[] = [];
  for await (const piece of file.readable.pipeThrough(new TextDecoderStream())) {
    records.push(...piece.replace(/\n$/, "").split("\n"));
  }
  return records;
}
