/** Mistake: it makes an absolute path of a relative one, which may be too long for an address. */
// Caught by: report() sends each record as one datagram, in their order
// Says: A collector at für dich: it threw EINVAL
// Violates: which may be relative, or a link
export * from "../datagram.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  right(Deno.realPathSync(path), records);
}
