/** Mistake: it reads the last byte of the count only. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: string() gave "xxxxxxxx
// Violates: Takes a number of bytes, and the bytes
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override opaque(): Uint8Array {
    const count = this.uint();
    return this.fixed(count > 300 ? count : count & 0xff);
  }
}
