/** Mistake: it does not close its file. */
// Caught by: collect() returns more than the FIFO holds, and throws when there is nothing
// Says: descriptors open:
// Violates: When the promise settles, the FIFO is closed again.
export * from "../fifo.ts";
export async function collect(path: string): Promise<string[]> {
  const file = await Deno.open(path);
  const pieces: string[] = [];
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65536);
  for (let length; (length = await file.read(buffer)) !== null;) {
    pieces.push(decoder.decode(buffer.subarray(0, length), { stream: true }));
  }
  const text = pieces.join("");
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
