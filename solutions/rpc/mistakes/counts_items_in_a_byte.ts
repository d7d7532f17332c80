/** Mistake: the number of items is written in one byte. */
// Caught by: XdrWriter writes one item behind the other, also those of arrays
// Says: array() of 300 texts gave, from byte 0 on, 0000002c
// Violates: Any number of them.
export * from "../rpc.ts";
import { XdrWriter as Right } from "../rpc.ts";

export class XdrWriter extends Right {
  override array<T>(items: T[], write: (item: T) => void): this {
    this.uint(items.length & 0xff);
    for (const item of items) write(item);
    return this;
  }
}
