/** Mistake: it takes a carriage return away, as if it were a part of the newline. */
// Caught by: collect() lets its process go on, and returns whole, empty and unfinished lines
// Says: The records of "a\rb\r\n": it returned [ "a\rb" ].
// Violates: Nothing else is taken away.
export * from "../fifo.ts";
import { collect as collectWell } from "../fifo.ts";

export async function collect(path: string): Promise<string[]> {
  return (await collectWell(path)).map((record) => record.trimEnd());
}
