/** Mistake: it finds that a full record has no room for what comes from this record itself. */
// Caught by: transfer() moves an amount, or nothing
// Says: to record 2, which has 9223372036854775807: it threw RangeError
// Violates: which may be the same one
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(
  path: string,
  from: number,
  to: number,
  amount: bigint,
): Promise<void> {
  if (from !== to || amount < 0n) return await right(path, from, to, amount);
  await updateRecord(path, to, (value) => {
    if (value < amount) throw new RangeError("There is less");
    if (value + amount >= 2n ** 63n) throw new RangeError("There is no room");
    return value;
  });
}
