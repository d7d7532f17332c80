/** Mistake: it believes that whoever has written once has written everything. */
// Caught by: collect() returns the records of all writers until the last one closes
// Says: What three writers wrote
// Violates: until the last one has closed the FIFO
export * from "../fifo.ts";
export async function collect(path: string): Promise<string[]> {
  using file = await Deno.open(path);
  const buffer = new Uint8Array(65536);
  const length = await file.read(buffer) ?? 0;
  return new TextDecoder().decode(buffer.subarray(0, length)).split("\n").slice(0, -1);
}
