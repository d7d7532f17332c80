/** Mistake: it refuses a record of exactly `PIPE_BUF` bytes. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: publish() when nobody reads yet, in an hour in which nobody reads: it threw RangeError.
// Violates: With its newline, each has at most `PIPE_BUF` bytes
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";
import { PIPE_BUF } from "lib/sys/fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  const tooLong = (record: string) => new TextEncoder().encode(record).length + 1 >= PIPE_BUF;
  if (records.some(tooLong)) throw new RangeError("That is too long");
  await publishWell(path, records);
}
