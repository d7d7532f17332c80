/** Mistake: it hands all records over as arguments of one call, and a function takes only so many. */
// Caught by: collect() returns more than the FIFO holds, and throws when there is nothing
// Says: threw RangeError
// Violates: Reads the records of all writers, until the last one has closed the FIFO.
export * from "../fifo.ts";

export async function collect(path: string): Promise<string[]> {
  const records: string[] = [];
  records.push(...(await Deno.readTextFile(path)).split("\n"));
  if (records.at(-1) === "") records.pop();
  return records;
}
