/** Mistake: it puts each item in front of the others. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: array() gave
// Violates: it takes the item from this reader, and returns it
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override array<T>(read: () => T): T[] {
    return super.array(read).reverse();
  }
}
