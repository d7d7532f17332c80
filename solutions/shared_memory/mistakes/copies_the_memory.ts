/** Mistake: it gives a copy of the memory, which nobody else sees. */
// Caught by: Segment shares its memory with a program in another language
// Says: perl reads
// Violates: the same memory in every process
export * from "../shared_memory.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  readonly #copy = super.memory.slice();

  override get memory(): ArrayBuffer {
    return this.#copy;
  }
}
