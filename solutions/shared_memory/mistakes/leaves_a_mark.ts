/** Mistake: it writes its process id into the new segment. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: byte 0 is
// Violates: all 0 in the beginning
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    const segment = super.create(key, size);
    new Uint8Array(segment.memory).fill(Deno.pid & 255 || 1, 0, 1);
    return segment;
  }
}
