/** Mistake: it takes every segment for one of 4096 bytes. */
// Caught by: open() attaches all of a segment, whoever has made it
// Says: of 100 bytes: memory has 4096 bytes
// Violates: with all of its bytes, and no more
export * from "../shared_memory.ts";
import { shmat, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override open(key: number): Segment {
    const id = shmget(key, 0, 0);
    const segment = new this(id);
    segment.detach();
    return Object.assign(segment, { mapping: shmat(id, 4096) });
  }
}
