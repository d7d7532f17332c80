/** Mistake: it takes the whole buffer behind a view, and sets the bytes after the view to zero. */
// Caught by: XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy
// Says: has changed what is around the bytes that it got
// Violates: Any number of them, which stay as they are
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override fixed(bytes: Uint8Array): this {
    const space = Math.ceil(bytes.length / 4) * 4;
    const there = bytes.byteOffset + space <= bytes.buffer.byteLength;
    if (!there) return super.fixed(bytes);
    const filled = new Uint8Array(bytes.buffer, bytes.byteOffset, space).fill(0, bytes.length);
    return super.fixed(filled);
  }
}
