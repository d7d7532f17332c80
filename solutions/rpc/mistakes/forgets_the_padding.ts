/** Mistake: it writes bytes as they are, and does not fill them up. */
// Caught by: XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy
// Says: fixed() of 1 bytes gave 1 bytes
// Violates: Adds bytes whose number the reader knows
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override fixed(bytes: Uint8Array): this {
    this.parts.push(bytes.slice());
    return this;
  }
}
