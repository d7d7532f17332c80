/** Mistake: it locks the file with flock() as well, and waits for those who have nothing to do with records. */
// Caught by: updateRecord() waits for the record, and reads it only then
// Says: and the file with flock(2). This one cannot be changed
// Violates: It waits while somebody has a lock on any of the 8 bytes
export * from "../file_lock.ts";
import { updateRecord as right, withLock } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  return withLock(path, () => right(path, index, change), { shared: true });
}
