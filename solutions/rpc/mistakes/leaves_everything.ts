/** Mistake: rest gives all of the bytes. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: rest, after all of it, gave 4 bytes
// Violates: The bytes that were not taken yet
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override get rest(): Uint8Array {
    return this.source.slice();
  }
}
