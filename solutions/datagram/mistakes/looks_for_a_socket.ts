/** Mistake: it looks whether the path is a socket, and takes a link for none. */
// Caught by: report() sends each record as one datagram, in their order
// Says: A collector at link: it threw
// Violates: which may be relative, or a link
export * from "../datagram.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  if (!Deno.lstatSync(path).isSocket) throw new Error(`${path} is no socket`);
  right(path, records);
}
