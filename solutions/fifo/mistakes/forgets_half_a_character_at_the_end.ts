/** Mistake: it does not ask its decoder for what is left, when the last character is not complete. */
// Caught by: collect() lets its process go on, and returns whole, empty and unfinished lines
// Says: and those two again: it returned [ "a�" ].
// Violates: What is not UTF-8 becomes `U+FFFD`.
export * from "../fifo.ts";

export async function collect(path: string): Promise<string[]> {
  using file = await Deno.open(path);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const buffer = new Uint8Array(1 << 16);
  let text = "";
  for (let length; (length = await file.read(buffer)) !== null;) {
    text += decoder.decode(buffer.subarray(0, length), { stream: true });
  }
  const records = text.split("\n");
  return records.at(-1) === "" ? records.slice(0, -1) : records;
}
