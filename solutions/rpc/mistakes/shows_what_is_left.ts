/** Mistake: rest is a view of what it reads next. */
// Caught by: XdrReader gives bytes in an array of their own
// Says: Who changes what rest gave
// Violates: Bytes that are returned are in an array of their own
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override get rest(): Uint8Array {
    return this.source.subarray(this.at);
  }
}
