/** Mistake: it removes a segment that has the key before it fails. */
// Caught by: create() refuses a key that is taken, and leaves that segment as it is
// Says: another segment has the key, or none
// Violates: which stays as it is
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    try {
      return super.create(key, size);
    } catch (error) {
      super.open(key).remove();
      throw error;
    }
  }
}
