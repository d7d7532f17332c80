/** Mistake: it counts the transfers in the last record of the file. */
// Caught by: transfer() moves an amount, or nothing
// Says: The records have to be 7,23,9223372036854775807,1099511627776,-5,0,0,0,0: they are 7,23
// Violates: whose other bytes stay as they are
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  await right(path, from, to, amount);
  const { size } = await Deno.stat(path);
  await updateRecord(path, size / 8 - 1, (count) => count + 1n);
}
