/** Mistake: it always adds to the first cell. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: No order of these calls explains what came of them
// Violates: Which of these cells
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(cells, index * 0, 1) + 1 | 0;
}
