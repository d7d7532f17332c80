/** Mistake: it takes small keys for ids of the system's own. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: is no key
// Violates: from 1 to 2 ** 31 - 1
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    if (key < 1024) throw new RangeError(`${key} is no key`);
    return super.create(key, size);
  }
}
