/** Mistake: it always adds to the first cell. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: cells → 1,0,0
// Violates: Which of these cells
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(cells, index * 0, 1) + 1 | 0;
}
