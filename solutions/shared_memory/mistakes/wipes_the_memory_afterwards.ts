/** Mistake: it writes to the memory after it has given it back. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: it was killed by SIGSEGV
// Violates: Gives the memory back, once, and leaves
export * from "../shared_memory.ts";
import { shmdt } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override detach(): void {
    if (this.memory.detached) return;
    shmdt(this.mapping);
    new Uint8Array(this.memory).fill(0);
    this.memory.transfer();
  }
}
