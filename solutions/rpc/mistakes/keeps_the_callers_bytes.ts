/** Mistake: it keeps the array that it got, when nothing has to be filled up. */
// Caught by: XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy
// Says: fixed() of 4 bytes gave, from byte 0 on, eeeeeeee
// Violates: If they change later, what was added does not
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override fixed(bytes: Uint8Array): this {
    if (bytes.length % 4 !== 0) return super.fixed(bytes);
    this.parts.push(bytes);
    return this;
  }
}
