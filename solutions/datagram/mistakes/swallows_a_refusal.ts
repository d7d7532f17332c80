/** Mistake: it says nothing when nobody receives at the path. */
// Caught by: report() throws when it cannot report, and leaves nothing behind
// Says: A collector at deserted: it did not throw
// Violates: when nobody receives there
export * from "../datagram.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  try {
    right(path, records);
  } catch (error) {
    if ((error as { code?: string }).code !== "ECONNREFUSED") throw error;
  }
}
