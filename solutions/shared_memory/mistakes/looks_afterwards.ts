/** Mistake: it adds, and then looks: the other additions are in it, too. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: B: increment(cells, 1) → 2
// Violates: What this addition has made of it
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  Atomics.add(cells, index, 1);
  return Atomics.load(cells, index);
}
