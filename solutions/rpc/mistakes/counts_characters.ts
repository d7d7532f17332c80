/** Mistake: it writes how many characters a text has, and not how many bytes. */
// Caught by: XdrWriter fills up bytes and texts to a multiple of four, and keeps a copy
// Says: string("é") gave, from byte 0 on, 00000001
// Violates: Adds the number of bytes that a text has in UTF-8
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override string(text: string): this {
    return this.uint([...text].length).fixed(new TextEncoder().encode(text));
  }
}
