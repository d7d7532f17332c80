/** Mistake: it takes a segment that is there already for a new one. */
// Caught by: create() refuses a key that is taken, and leaves that segment as it is
// Says: create(key, 5000) with a key that is taken did not throw
// Violates: when there is one with this key
export * from "../shared_memory.ts";
import { IPC_CREAT, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    return new this(shmget(key, size, IPC_CREAT | 0o600));
  }
}
