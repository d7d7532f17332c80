/** Mistake: every number but 0 is true for it. */
// Caught by: XdrReader refuses what is cut, not filled up with zeros, or no such item
// Says: With a bool of 2, bool() did not throw a RangeError
// Violates: Takes a bool, and throws a RangeError when it is neither 0 nor 1
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override bool(): boolean {
    return this.uint() !== 0;
  }
}
