/** Mistake: it makes whole pages of the size. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: has made a segment of 4096 bytes
// Violates: How many bytes it has, 1 or more
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    return super.create(key, Math.ceil(size / 4096) * 4096);
  }
}
