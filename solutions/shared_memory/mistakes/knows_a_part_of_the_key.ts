/** Mistake: it uses 16 bits of the key. */
// Caught by: open() attaches all of a segment, whoever has made it
// Says: Cannot shmget a segment with key
// Violates: The key that it was made with
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override open(key: number): Segment {
    return super.open(key & 0xffff);
  }
}
