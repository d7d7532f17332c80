/** Mistake: it counts the cells from the beginning of the memory, of which it got a part. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: In the end: cells → 0,0,0
// Violates: The memory, often a part of a larger one
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(new Int32Array(cells.buffer), index, 1) + 1 | 0;
}
