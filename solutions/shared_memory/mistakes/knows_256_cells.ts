/** Mistake: it uses 8 bits of the index. */
// Caught by: increment() adds once, in whichever cell, and however often others are faster
// Says: increment(cells, 256) of the cell
// Violates: Which of these cells
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(cells, index & 0xff, 1) + 1 | 0;
}
