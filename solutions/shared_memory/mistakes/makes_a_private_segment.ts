/** Mistake: it makes a segment without a key, which nobody else can find. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: no segment has this key
// Violates: The key by which others find it
export * from "../shared_memory.ts";
import { IPC_PRIVATE } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(_: number, size: number): Segment {
    return super.create(IPC_PRIVATE, size);
  }
}
