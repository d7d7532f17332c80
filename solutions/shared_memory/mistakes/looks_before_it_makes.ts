/** Mistake: it looks whether there is a segment, and makes one then: somebody may be faster. */
// Caught by: create() refuses a key that is taken, and leaves that segment as it is
// Says: when another process makes one with this key right before did not throw
// Violates: when there is one with this key
export * from "../shared_memory.ts";
import { IPC_CREAT, IPC_EXCL, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    let isThere = true;
    try {
      shmget(key, 0, 0);
    } catch {
      isThere = false;
    }
    return new this(shmget(key, size, isThere ? IPC_CREAT | IPC_EXCL : IPC_CREAT | 0o600));
  }
}
