/** Mistake: it writes true as a word of ones, as C does it in no protocol. */
// Caught by: XdrWriter writes a number in four bytes, and refuses what does not fit
// Says: bool(true) gave, from byte 0 on, ffffffff
// Violates: Adds a bool
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override bool(b: boolean): this {
    return this.int(b ? -1 : 0);
  }
}
