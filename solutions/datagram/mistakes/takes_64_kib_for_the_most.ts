/** Mistake: it refuses a record that is longer than a packet of UDP or IP. */
// Caught by: report() sends each record as one datagram, in their order
// Says: A collector at für dich: it threw EMSGSIZE
// Violates: Any number, of any length
export * from "../datagram.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const tooLong = Object.assign(new Error("Message too long"), { code: "EMSGSIZE" });
  for (const record of records) {
    if (record.length > 65536) throw tooLong;
    right(path, [record]);
  }
  if (records.length === 0) right(path, records);
}
