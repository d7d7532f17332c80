/** Mistake: when the collector has taken a record, it takes nobody's absence for a failure. */
// Caught by: report() throws when it cannot report, and leaves nothing behind
// Says: A collector at full: it did not throw
// Violates: or nobody does so any more
export * from "../datagram.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  let sent = 0;
  try {
    for (const record of records) {
      right(path, [record]);
      sent++;
    }
  } catch (error) {
    if (sent === 0 || (error as { code?: string }).code !== "ECONNREFUSED") throw error;
  }
}
