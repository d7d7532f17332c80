/** Mistake: the number of bytes is written in 16 bits only. */
// Caught by: XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy
// Says: opaque() of 65537 bytes gave
// Violates: Adds the number of bytes, and the bytes as
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override opaque(bytes: Uint8Array): this {
    return this.uint(bytes.length & 0xffff).fixed(bytes);
  }
}
