/** Mistake: it does not give everything away. */
// Caught by: transfer() moves an amount, or nothing
// Says: Nothing would be left
// Violates: Moves an amount from one record to another
export * from "../file_lock.ts";
import { transfer as right } from "../file_lock.ts";
import { updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (amount > 0n && from !== to) {
    await updateRecord(path, from, (balance) => {
      if (balance === amount) throw new RangeError("Nothing would be left");
      return balance;
    });
  }
  await right(path, from, to, amount);
}
