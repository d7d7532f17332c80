/** Mistake: it writes the least significant byte first. */
// Caught by: XdrWriter writes a number in four bytes, and refuses what does not fit
// Says: uint(1) gave, from byte 0 on, 01000000
// Violates: Adds a number without a sign
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override uint(n: number): this {
    super.uint(n);
    this.parts.push(this.parts.pop()!.toReversed());
    return this;
  }
}
