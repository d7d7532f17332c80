/** Mistake: it leaves out items that are undefined or null. */
// Caught by: XdrReader refuses a count of items that cannot be there, before it reads one
// Says: array(), whose read() returns undefined
// Violates: it takes the item from this reader, and returns it
export * from "../rpc.ts";
import { XdrReader as Right } from "../rpc.ts";

export class XdrReader extends Right {
  override array<T>(read: () => T): T[] {
    return super.array(read).filter((it) => it !== undefined && it !== null);
  }
}
