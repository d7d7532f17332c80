/** Mistake: it believes that a record ends where a read ends. */
// Caught by: collect() lets its process go on, and returns whole, empty and unfinished lines
// Says: byte by byte: it returned
// Violates: each line without its newline
export * from "../fifo.ts";
export async function collect(path: string): Promise<string[]> {
  const file = await Deno.open(path);
  const records: string[] = [];
  for await (const piece of file.readable.pipeThrough(new TextDecoderStream())) {
    records.push(...piece.replace(/\n$/, "").split("\n"));
  }
  return records;
}
