/** Mistake: it looks for the key when it removes the segment, and finds another one. */
// Caught by: remove() frees the key at once, and who has the segment attached goes on
// Says: remove() has removed another segment
// Violates: Takes the key away from this segment
export * from "../shared_memory.ts";
import { IPC_RMID, shmctl, shmget } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  #key = 0;

  static override create(key: number, size: number): Segment {
    const segment = super.create(key, size) as Segment;
    segment.#key = key;
    return segment;
  }

  override remove(): void {
    shmctl(this.#key ? shmget(this.#key, 0, 0) : this.id, IPC_RMID);
  }
}
