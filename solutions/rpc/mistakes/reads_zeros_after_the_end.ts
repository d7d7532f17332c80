/** Mistake: it reads zeros where nothing is left. */
// Caught by: XdrReader refuses what is cut, not filled up with zeros, or no such item
// Says: With 0 bytes, uint() did not throw a RangeError
// Violates: Each throws a RangeError when its item is not there as a whole
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  protected override take(length: number): Uint8Array<ArrayBuffer> {
    if (length <= this.left || length > 1e6) return super.take(length);
    const bytes = new Uint8Array(length);
    bytes.set(super.take(this.left));
    return bytes;
  }
}
