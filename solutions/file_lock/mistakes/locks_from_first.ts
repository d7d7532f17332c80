/** Mistake: it locks first the record that gives, and then the other one. */
// Caught by: transfer() comes to an end, also when another one goes the other way
// Says: A transfer from 2 to 5 has 2 while it waits for 5, and one from 5 to 2 has 5
// Violates: Transfers never wait for each other for ever
export * from "../file_lock.ts";
import { updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (amount < 0n) throw new RangeError(`${amount} is negative`);
  await updateRecord(path, from, async (giving) => {
    if (giving < amount) throw new RangeError(`${giving} is less than ${amount}`);
    if (from !== to) await updateRecord(path, to, (getting) => getting + amount);
    return from === to ? giving : giving - amount;
  });
}
