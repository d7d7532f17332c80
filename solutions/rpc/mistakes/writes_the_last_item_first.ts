/** Mistake: it goes through the items from the end. */
// Caught by: XdrWriter writes one item behind the other, also those of arrays
// Says: in another order
// Violates: Is called for each item, in their order, and adds it
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override array<T>(items: T[], write: (item: T) => void): this {
    this.uint(items.length);
    for (const item of items.toReversed()) write(item);
    return this;
  }
}
