/** Mistake: it does not look whether the record has changed while it was read. */
// Caught by: latest() gives a whole record, whatever is published meanwhile
// Says: B: latest(cells) → 0 0 0
// Violates: It never mixes two records
export * from "../shared_memory.ts";
const [VERSION, LENGTH, RECORD] = [0, 1, 2];

export function latest(cells: Int32Array): number[] {
  while (Atomics.load(cells, VERSION) % 2 !== 0);
  const length = Atomics.load(cells, LENGTH);
  return Array.from({ length }, (_, at) => Atomics.load(cells, RECORD + at));
}
