/** Mistake: it leaves the rest of a longer record behind a shorter one. */
// Caught by: publish() keeps records of every length, whatever becomes of the list afterwards
// Says: was published, and latest() gives
// Violates: Puts a record in the place of the last one
export * from "../shared_memory.ts";
const [VERSION, LENGTH, RECORD] = [0, 1, 2];

export function publish(cells: Int32Array, record: number[]): void {
  Atomics.add(cells, VERSION, 1);
  Atomics.store(cells, LENGTH, Math.max(Atomics.load(cells, LENGTH), record.length));
  record.forEach((number, at) => Atomics.store(cells, RECORD + at, number));
  Atomics.add(cells, VERSION, 1);
}
