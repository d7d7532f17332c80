/** Mistake: all calls share one decoder, which keeps half a character of one for another. */
// Caught by: collect() lets its process go on, and returns whole, empty and unfinished lines
// Says: in turn with another call: it returned
// Violates: What is not UTF-8 becomes `U+FFFD`.
export * from "../fifo.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export async function collect(path: string): Promise<string[]> {
  using file = await Deno.open(path);
  let text = "";
  for await (const piece of file.readable) text += decoder.decode(piece, { stream: true });
  const records = (text + decoder.decode()).split("\n");
  if (records.at(-1) === "") records.pop();
  return records;
}
