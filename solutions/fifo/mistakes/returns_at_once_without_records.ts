/** Mistake: without records, it believes that there is nothing to do. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: publish() without records has to wait until somebody reads.
// Violates: It waits until somebody reads, even when there are no records
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  if (records.length > 0) await publishWell(path, records);
}
