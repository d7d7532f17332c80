/** Mistake: it takes the least significant byte first. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: uint() gave
// Violates: Reads XDR, as RFC 4506 says
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override uint(): number {
    return new DataView(this.take(4).buffer).getUint32(0, true);
  }
}
