/** Mistake: end() looks at nothing. */
// Caught by: XdrReader refuses what is cut, not filled up with zeros, or no such item
// Says: With 4 bytes more, end() did not throw a RangeError
// Violates: throws a RangeError when there are bytes that were not taken yet
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override end(): void {
    // What is left does not matter.
  }
}
