/** Mistake: it calls Atomics.wait(), which refuses memory of another process. */
// Caught by: put() and take() sleep in the kernel until the other process goes on
// Says: is not a shared typed array
// Violates: How a ring waits: `Atomics`, or all of `lib/sys/futex.ts`.
export * from "../shared_memory.ts";
import { Ring as Right, type Waiting } from "../shared_memory.ts";

export class Ring extends Right {
  constructor(memory: ArrayBufferLike, _: Waiting) {
    super(memory, Atomics);
  }
}
