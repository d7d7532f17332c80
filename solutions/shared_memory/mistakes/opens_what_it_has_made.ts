/** Mistake: it gives the segment that this process has made itself, and to detach the one detaches both. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: create(), open() and detach() of what was opened: 0 bytes are left
// Violates: Attaches a segment that somebody has made, once
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

const made = new Map<number, Segment>();

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    const segment = super.create(key, size);
    made.set(key, segment);
    return segment;
  }

  static override open(key: number): Segment {
    const segment = made.get(key);
    return segment?.memory.byteLength ? segment : super.open(key);
  }
}
