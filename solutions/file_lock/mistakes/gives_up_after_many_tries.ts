/** Mistake: it asks 1000 times, and throws then. */
// Caught by: updateRecord() waits for the record, and reads it only then
// Says: An hour later, it threw Busy
// Violates: It waits while somebody has a lock on any of the 8 bytes
export * from "../file_lock.ts";
import { holderOf, updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  for (let tries = 0; holderOf(path, index); tries++) {
    if (tries === 1000) throw new Deno.errors.Busy(path);
    await new Promise((go) => setTimeout(go, 10));
  }
  return await right(path, index, change);
}
