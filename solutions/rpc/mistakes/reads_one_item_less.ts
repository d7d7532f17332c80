/** Mistake: it counts from one, and ends too early. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: array() gave
// Violates: Takes a number of items, and the items
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override array<T>(read: () => T): T[] {
    const items: T[] = [];
    const count = this.uint();
    if (4 * count > this.left) throw new RangeError(`There are no ${count} items`);
    for (let i = 1; i < count; i++) items.push(read());
    return items;
  }
}
