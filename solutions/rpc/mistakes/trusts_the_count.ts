/** Mistake: it begins to read items, whatever their number is. */
// Caught by: XdrReader refuses a count of items that cannot be there, before it reads one
// Says: has called read(), although so many items cannot be there
// Violates: At once, before anything is read
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override array<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.uint(); left > 0; left--) items.push(read());
    return items;
  }
}
