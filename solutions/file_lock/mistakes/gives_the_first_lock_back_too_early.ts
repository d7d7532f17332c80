/** Mistake: it gives one lock back before the other record is written. */
// Caught by: transfer() has both records locked until both are written
// Says: The lock on record 1: there is no lock
// Violates: sees both changes, or none
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (from === to || amount < 0n) return await right(path, from, to, amount);
  const ready = Promise.withResolvers<void>();
  const refuse = (why: string) => new RangeError(why);
  const gets = updateRecord(path, to, async (getting) => {
    await ready.promise;
    return getting + amount;
  });
  gets.catch(() => {});
  await updateRecord(path, from, (giving) => {
    if (giving < amount) ready.reject(refuse(`${giving} is less than ${amount}`));
    else setTimeout(ready.resolve, 1);
    return ready.promise.then(() => gets).then(() => giving - amount);
  });
}
