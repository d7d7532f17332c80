/** Mistake: its decoder takes a byte order mark away. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: string() gave "marked"
// Violates: what the writer's
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override string(): string {
    const bytes = this.opaque();
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      throw new RangeError("It is no UTF-8");
    }
  }
}
