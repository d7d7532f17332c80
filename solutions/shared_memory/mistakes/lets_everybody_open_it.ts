/** Mistake: it makes a segment that every user may write to. */
// Caught by: create() makes a segment of zeros, which all processes see
// Says: its mode is 0666
// Violates: which only your user may open
export * from "../shared_memory.ts";
import { IPC_CREAT, IPC_EXCL, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  static override create(key: number, size: number): Segment {
    return new this(shmget(key, size, IPC_CREAT | IPC_EXCL | 0o666));
  }
}
