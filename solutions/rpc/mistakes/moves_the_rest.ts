/** Mistake: it moves what is left to the front of the array that it got. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: the reader has changed its bytes
// Violates: What to read, which stays as it is
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  protected override take(length: number): Uint8Array<ArrayBuffer> {
    const bytes = super.take(length);
    this.source.fill(0, 0, this.at);
    return bytes;
  }
}
