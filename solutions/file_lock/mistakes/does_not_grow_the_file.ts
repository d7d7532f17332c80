/** Mistake: it refuses records that the file does not have. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: Record 5 is changed to
// Violates: the file grows
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const { size } = await Deno.stat(path);
  if (8 * index > size) throw new RangeError(`There is no record ${index}`);
  return await right(path, index, change);
}
