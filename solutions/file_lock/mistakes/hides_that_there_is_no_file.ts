/** Mistake: it throws an error of its own when there is no file. */
// Caught by: updateRecord() leaves the record when it cannot be changed
// Says: There is no file: it threw NotFound
// Violates: With the `code` `ENOENT`, when there is no such file
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  try {
    return await right(path, index, change);
  } catch (error) {
    const isMissing = (error as { code?: string })?.code === "ENOENT";
    throw isMissing ? new Deno.errors.NotFound("There is no ledger") : error;
  }
}
