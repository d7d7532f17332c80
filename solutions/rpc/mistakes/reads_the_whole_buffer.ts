/** Mistake: it reads numbers from the beginning of the buffer that its bytes are a part of. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: uint() gave 2779096485
// Violates: What to read, which stays as it is
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override uint(): number {
    this.at += 4;
    return new DataView(this.source.buffer).getUint32(this.at - 4);
  }
}
