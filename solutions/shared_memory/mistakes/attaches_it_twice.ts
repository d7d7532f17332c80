/** Mistake: it makes the segment, and then opens it. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: is attached 2 times, not once
// Violates: Makes a segment, and attaches it, once
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    super.create(key, size);
    return super.open(key);
  }
}
