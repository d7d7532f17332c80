/** Mistake: it counts versions with 16 bits: after 32768 records, the number is the same again. */
// Caught by: latest() never gives up, and tells 100000 records apart
// Says: 65536 others are published
// Violates: Puts a record in the place of the last one
export * from "../shared_memory.ts";
const [VERSION, LENGTH, RECORD] = [0, 1, 2];

export function publish(cells: Int32Array, record: number[]): void {
  const version = Atomics.load(cells, VERSION);
  Atomics.store(cells, VERSION, (version + 1) & 0xffff);
  Atomics.store(cells, LENGTH, record.length);
  record.forEach((number, at) => Atomics.store(cells, RECORD + at, number));
  Atomics.store(cells, VERSION, (version + 2) & 0xffff);
}
