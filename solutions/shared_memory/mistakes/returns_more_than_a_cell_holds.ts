/** Mistake: it returns 2147483648, which no cell can be. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: increment(cells, 1) → 2147483648
// Violates: after 2147483647 comes -2147483648
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(cells, index, 1) + 1;
}
