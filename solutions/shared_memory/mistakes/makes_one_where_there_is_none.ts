/** Mistake: it makes the segment that it was to open. */
// Caught by: open() attaches all of a segment, whoever has made it
// Says: open() with a key that nobody uses did not throw
// Violates: It makes none.
export * from "../shared_memory.ts";
import { IPC_CREAT, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override open(key: number): Segment {
    return new this(shmget(key, 1, IPC_CREAT | 0o600));
  }
}
