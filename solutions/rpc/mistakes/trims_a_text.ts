/** Mistake: it takes spaces and the ends of lines away from the end of a text. */
// Caught by: XdrReader gives what was written, and then what is left
// Says: string() gave " e
// Violates: Takes a text
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override string(): string {
    return super.string().trimEnd();
  }
}
