/** Mistake: it updates one record within the update of the other: from a record to itself, it waits for itself. */
// Caught by: transfer() moves an amount, or nothing
// Says: and it comes to no end
// Violates: which may be the same one
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(...args: Parameters<typeof right>): Promise<void> {
  const [path, from, to, amount] = args;
  if (from !== to) return await right(...args);
  await updateRecord(path, from, async (balance) => {
    if (amount < 0n || balance < amount) throw new RangeError(`Cannot transfer ${amount}`);
    await updateRecord(path, to, (value) => value + amount);
    return balance - amount;
  });
}
