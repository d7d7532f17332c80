/** Mistake: it adds 2. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: A: increment(cells, 1) → 2
// Violates: Adds 1 to a cell of shared memory
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(cells, index, 2) + 2 | 0;
}
