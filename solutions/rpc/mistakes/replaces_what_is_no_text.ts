/** Mistake: it puts a question mark in the place of bytes that are no UTF-8. */
// Caught by: XdrReader refuses what is cut, not filled up with zeros, or no such item
// Says: With a text of the bytes 80, string() did not throw
// Violates: throws a RangeError when its bytes are no UTF-8
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override string(): string {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.opaque());
  }
}
