/** Mistake: when others were faster ten times, it gives up, and has added nothing. */
// Caught by: increment() adds once, in whichever cell, and however often others are faster
// Says: somebody else was faster
// Violates: No addition is lost
export * from "../shared_memory.ts";
export function increment(cells: Int32Array, index: number): number {
  let count = 0;
  for (let tries = 0; tries < 10; tries++) {
    count = Atomics.load(cells, index);
    const next = count + 1 | 0;
    if (Atomics.compareExchange(cells, index, count, next) === count) return next;
  }
  return count;
}
