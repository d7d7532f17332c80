/** Mistake: it takes a record of which the file has only a part for 0. */
// Caught by: updateRecord() changes one record, and gives its new value
// Says: It was 202050057, and change gets 0
// Violates: What lies behind the end of the file counts as zeros
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const { size } = await Deno.stat(path);
  return await right(path, index, (old) => change(8 * index + 8 > size ? 0n : old));
}
