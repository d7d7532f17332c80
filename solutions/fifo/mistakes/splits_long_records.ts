/** Mistake: it cuts a record that is too long into several ones. */
// Caught by: publish() refuses what does not fit into one record, before it writes anything
// Says: it returned undefined. Expected: it threw RangeError.
// Violates: when a record is longer or contains a newline
export * from "../fifo.ts";
import { PIPE_BUF } from "lib/sys/fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  const pieces = new RegExp(`.{1,${PIPE_BUF - 1}}`, "g");
  await publishWell(path, records.flatMap((record) => record.match(pieces) ?? [""]));
}
