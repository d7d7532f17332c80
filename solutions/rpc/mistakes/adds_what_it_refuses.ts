/** Mistake: it adds four bytes before it looks whether the number fits. */
// Caught by: XdrWriter writes a number in four bytes, and refuses what does not fit
// Says: which was refused, the writer gave 8 bytes
// Violates: then nothing is added
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  protected override word(n: number, kept: number): this {
    super.word(kept, kept);
    if (kept !== n) throw new RangeError(`${n} does not fit`);
    return this;
  }
}
