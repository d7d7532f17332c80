/** Mistake: it decodes each piece by itself, and a character may have come in two. */
// Caught by: collect() returns what is written, however it is cut into pieces
// Says: bytes: Values are not equal: the records
// Violates: What is not UTF-8 becomes `U+FFFD`.
export * from "../fifo.ts";
export async function collect(path: string): Promise<string[]> {
  using file = await Deno.open(path);
  let text = "";
  const buffer = new Uint8Array(65536);
  for (let length; (length = await file.read(buffer)) !== null;) {
    text += new TextDecoder().decode(buffer.subarray(0, length));
  }
  if (text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}
