/** Mistake: it makes the file when there is none. */
// Caught by: updateRecord() leaves the record when it cannot be changed
// Says: There is no file: it returned 1n
// Violates: None is made
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  (await Deno.open(path, { write: true, create: true })).close();
  return await right(path, index, change);
}
