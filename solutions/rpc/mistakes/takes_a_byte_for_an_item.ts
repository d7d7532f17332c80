/** Mistake: it compares the number of items with the number of bytes. */
// Caught by: XdrReader refuses a count of items that cannot be there, before it reads one
// Says: has called read(), although so many items cannot be there
// Violates: when there are fewer than four bytes
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override array<T>(read: () => T): T[] {
    const count = this.uint();
    if (count > this.left) throw new RangeError(`There are no ${count} items`);
    return Array.from({ length: count }, () => read());
  }
}
