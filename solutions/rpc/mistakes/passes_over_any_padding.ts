/** Mistake: it does not look at the bytes that fill up. */
// Caught by: XdrReader refuses what is cut, not filled up with zeros, or no such item
// Says: 1 bytes, then byte 1 that fills them up is not zero
// Violates: or when the bytes that fill it up are not
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override fixed(length: number): Uint8Array {
    return this.take(Math.ceil(length / 4) * 4).slice(0, length);
  }
}
