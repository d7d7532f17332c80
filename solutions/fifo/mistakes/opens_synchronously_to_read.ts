/** Mistake: it opens the FIFO in a call that freezes its whole process until somebody writes. */
// Caught by: collect() lets its process go on, and returns whole, empty and unfinished lines
// Says: until somebody opens that FIFO for writing
// Violates: your process goes on meanwhile
export * from "../fifo.ts";
export async function collect(path: string): Promise<string[]> {
  using file = Deno.openSync(path);
  const text = await new Response(file.readable).text();
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
