/** Mistake: it lets the TypeError of TextDecoder out. */
// Caught by: XdrReader refuses what is cut, not filled up with zeros, or no such item
// Says: string() threw TypeError
// Violates: throws a RangeError when its bytes are no UTF-8
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override string(): string {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(this.opaque());
  }
}
