/** Mistake: it takes zeros at the end of a text for those that fill it up. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: gave "end", and not
// Violates: Takes a text
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override string(): string {
    return super.string().replace(/\0+$/, "");
  }
}
