/** Mistake: it does not wait for a record longer than a minute. */
// Caught by: updateRecord() waits for the record, and reads it only then
// Says: An hour later, it threw TimedOut
// Violates: It waits while somebody has a lock on any of the 8 bytes
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const call = right(path, index, (old) => {
    clearTimeout(timer);
    return change(old);
  });
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, no) => {
    timer = setTimeout(() => no(new Deno.errors.TimedOut(path)), 60_000);
  });
  return await Promise.race([call, late]);
}
