/** Mistake: it looks whether a number is too small or too large, and not whether it is whole. */
// Caught by: XdrWriter writes a number in four bytes, and refuses what does not fit
// Says: int(0.5) did not throw a RangeError
// Violates: When it is no whole number from -(2 ** 31) to 2 ** 31 - 1
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override int(n: number): this {
    return super.int(Math.abs(n) < 2 ** 31 ? n | 0 : n);
  }
}
