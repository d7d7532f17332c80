/** Mistake: it gives what it has read when it has begun again a hundred times. */
// Caught by: latest() never gives up, and tells 100000 records apart
// Says: another one is published before each of its steps
// Violates: It never mixes two records
export * from "../shared_memory.ts";
const [VERSION, LENGTH, RECORD] = [0, 1, 2];

export function latest(cells: Int32Array): number[] {
  for (let tries = 1;; tries++) {
    const version = Atomics.load(cells, VERSION);
    if (version % 2 !== 0) continue;
    const length = Atomics.load(cells, LENGTH);
    const record = Array.from({ length }, (_, at) => Atomics.load(cells, RECORD + at));
    if (Atomics.load(cells, VERSION) === version || tries > 100) return record;
  }
}
