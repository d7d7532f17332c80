/** Mistake: it reads the cell, and writes it later: what others add in between is lost. */
// Caught by: increment() loses nothing, whoever adds at the same time
// Says: In the end: cells → 0,1,0
// Violates: No addition is lost
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  return cells[index] = cells[index]! + 1 | 0;
}
