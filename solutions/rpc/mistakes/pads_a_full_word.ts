/** Mistake: it adds four zeros where none are needed. */
// Caught by: XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy
// Says: fixed() of 0 bytes gave 4 bytes
// Violates: Makes XDR, as RFC 4506 says
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override fixed(bytes: Uint8Array): this {
    const filled = new Uint8Array(bytes.length + 4 - bytes.length % 4);
    filled.set(bytes);
    this.parts.push(filled);
    return this;
  }
}
