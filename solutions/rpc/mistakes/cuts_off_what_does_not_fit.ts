/** Mistake: it writes the lower 32 bits of any number. */
// Caught by: XdrWriter writes a number in four bytes, and refuses what does not fit
// Says: uint(-1) did not throw a RangeError
// Violates: When it is no whole number from 0 to 2 ** 32 - 1
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override uint(n: number): this {
    return super.uint(n >>> 0);
  }
}
