/** Mistake: it locks first the record that gets, and then the other one. */
// Caught by: transfer() comes to an end, also when another one goes the other way
// Says: A transfer from 2 to 5 has 5 while it waits for 2
// Violates: Transfers never wait for each other for ever
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (from === to || amount < 0n) return await right(path, from, to, amount);
  await updateRecord(path, to, async (getting) => {
    const sum = BigInt.asIntN(64, getting + amount);
    if (sum < getting) throw new RangeError(`There is no room for ${amount}`);
    await updateRecord(path, from, (giving) => {
      if (giving < amount) throw new RangeError(`${giving} is less than ${amount}`);
      return giving - amount;
    });
    return sum;
  });
}
