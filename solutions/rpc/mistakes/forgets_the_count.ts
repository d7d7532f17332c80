/** Mistake: it writes the items only. */
// Caught by: XdrWriter writes one item behind the other, also those of arrays
// Says: array() of 0 texts gave 0 bytes
// Violates: Adds the number of items, and the items
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override array<T>(items: T[], write: (item: T) => void): this {
    for (const item of items) write(item);
    return this;
  }
}
