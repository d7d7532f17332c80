/** Mistake: it reads large numbers as numbers below zero. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: uint() gave -2147483648
// Violates: Takes a number without a sign
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override uint(): number {
    return super.uint() | 0;
  }

  override fixed(length: number): Uint8Array {
    return super.fixed(length >>> 0);
  }
}
