/** Mistake: when others were faster ten times, it adds as if nobody else were there. */
// Caught by: increment() adds once, in whichever cell, and however often others are faster
// Says: somebody else was faster
// Violates: No addition is lost
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  for (let tries = 0; tries < 10; tries++) {
    const count = Atomics.load(cells, index);
    const next = count + 1 | 0;
    if (Atomics.compareExchange(cells, index, count, next) === count) return next;
  }
  cells[index]!++;
  return 0;
}
