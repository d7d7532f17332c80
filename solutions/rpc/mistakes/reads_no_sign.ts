/** Mistake: it reads numbers below zero as large ones. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: int() gave 4294967295, and not -1
// Violates: Takes a number with a sign
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override int(): number {
    return this.uint();
  }
}
