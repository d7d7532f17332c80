/** Mistake: it throws when somebody else has one of the records. */
// Caught by: transfer() waits for both records before it changes one
// Says: An hour later, it threw Busy
// Violates: It waits for them as `updateRecord()` does
export * from "../file_lock.ts";
import { holderOf, transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (holderOf(path, from) || holderOf(path, to)) throw new Deno.errors.Busy(path);
  await right(path, from, to, amount);
}
