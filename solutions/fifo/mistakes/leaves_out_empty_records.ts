/** Mistake: it takes an empty record for none. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: What was read from publish() when nobody reads yet
// Violates: each as one line in UTF-8
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  await publishWell(path, records.filter((record) => record !== ""));
}
