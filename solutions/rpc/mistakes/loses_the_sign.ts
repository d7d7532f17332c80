/** Mistake: it writes numbers below zero as if they were above. */
// Caught by: XdrWriter writes a number in four bytes, and refuses what does not fit
// Says: int(-1) gave, from byte 0 on, 00000001
// Violates: Adds a number with a sign
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override int(n: number): this {
    return this.uint(Math.abs(super.int(n) && this.parts.pop() ? n : 0));
  }
}
