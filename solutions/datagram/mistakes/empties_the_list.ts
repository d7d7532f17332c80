/** Mistake: it takes the records out of the list of its caller. */
// Caught by: report() sends each record as one datagram, in their order
// Says: were changed by report()
// Violates: They stay as they are
export * from "../datagram.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  right(path, records.splice(0));
}
