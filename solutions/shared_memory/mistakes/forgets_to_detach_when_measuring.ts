/** Mistake: it attaches the segment more than once, for example to look how long it is. */
// Caught by: open() attaches all of a segment, whoever has made it
// Says: each has to attach it once
// Violates: Attaches a segment that somebody has made, once
export * from "../shared_memory.ts";
import { shmat, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override open(key: number): Segment {
    const id = shmget(key, 0, 0);
    shmat(id, 1);
    return new this(id);
  }
}
