/** Mistake: it makes a new buffer for each look at the memory, and cuts off one of them. */
// Caught by: detach() empties every view, and gives the memory back once, as does the end of a block
// Says: after detach(), a view still has
// Violates: none after `detach()`
export * from "../shared_memory.ts";
import { shmdt } from "lib/sys/shm.ts";
import { Segment as Right } from "../shared_memory.ts";

export class Segment extends Right {
  override get memory(): ArrayBuffer {
    const { address, length, memory } = this.mapping;
    if (memory.detached) return memory;
    return Deno.UnsafePointerView.getArrayBuffer(address, length);
  }

  override detach(): void {
    if (this.mapping.memory.detached) return;
    this.mapping.memory.transfer();
    shmdt(this.mapping);
  }
}
