/** Mistake: a text takes the place of what was added before it. */
// Caught by: XdrWriter writes one item behind the other, also those of arrays
// Says: array() of 1 texts gave 4 bytes
// Violates: Each method adds an item to those before it
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override string(text: string): this {
    this.parts = [];
    return super.string(text);
  }
}
