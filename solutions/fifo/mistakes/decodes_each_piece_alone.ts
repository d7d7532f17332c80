/** Mistake: it decodes each piece by itself, and a character may have come in two. */
// Caught by: collect() joins records and characters that arrive in pieces
// Says: What was written byte by byte
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
