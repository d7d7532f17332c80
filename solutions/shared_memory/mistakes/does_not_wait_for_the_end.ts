/** Mistake: it does not look whether somebody writes at the moment. */
// Caught by: latest() gives a whole record, whatever is published meanwhile
// Says: B: latest(cells) → 0 0 0
// Violates: It never mixes two records
export * from "../shared_memory.ts";
const [VERSION, LENGTH, RECORD] = [0, 1, 2];

export function latest(cells: Int32Array): number[] {
  for (;;) {
    const version = Atomics.load(cells, VERSION);
    const length = Atomics.load(cells, LENGTH);
    const record = Array.from({ length }, (_, at) => Atomics.load(cells, RECORD + at));
    if (Atomics.load(cells, VERSION) === version) return record;
  }
}
