/** Mistake: it throws an error of its own, without the code. */
// Caught by: open() attaches all of a segment, whoever has made it
// Says: threw Error: There is no segment
// Violates: when there is none with this key
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override open(key: number): Segment {
    try {
      return super.open(key);
    } catch {
      throw new Error("There is no segment with this key");
    }
  }
}
